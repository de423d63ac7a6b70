"""What a page calls comments, notices or forms is no article; a name that most of it bears means another thing."""

import pytest

pytest.importorskip("lxml")

from lxml import html

from labels.formats.html.boilerplate import MARKED, mark_boilerplate
from tests.examples import default_cases

TEXT = "<p>" + "The ferry to the islands did not run on Monday because of the storm. " * 8 + "</p>"
SHORT = "<p>Nobody asked us, and now it is too late.</p>"


def marked(body: str) -> list[str]:
    page = html.fromstring(f"<html><body>{body}</body></html>")
    mark_boilerplate(page)
    return [" ".join(element.text_content().split()) for element in page.xpath(MARKED)]


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="sf_comment_text">',
        '<div id="comentarios_lectores">',
        '<section class="article-sns">',
        '<div class="cookieBanner">',
        '<div class="js-atc-ImageDescription">',
        '<div class="further_reading_block">',
        '<div class="note hidden">',
        '<div style="display: none">',
        "<div hidden>",
        "<form>",
    ],
)
def test_furniture_is_marked(opening: str) -> None:
    closing = "</" + opening[1:].split()[0].rstrip(">") + ">"
    assert marked(TEXT + opening + SHORT + closing) == ["Nobody asked us, and now it is too late."]


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="tag-cookies category-comments">',
        '<div class="hidden md:block">',
        '<div class="post">',
        '<div class="commentator">',
        '<article class="related">',
    ],
)
def test_other_elements_are_not(opening: str) -> None:
    assert marked(TEXT + opening + SHORT + "</" + opening[1:].split()[0] + ">") == []


@pytest.mark.parametrize("opening", ['<div class="share-zone">', "<form>", '<div style="display:none">'])
def test_what_holds_most_of_the_page_stays_and_is_looked_into(opening: str) -> None:
    body = f'{opening}{TEXT}<div class="newsletter">{SHORT}</div></{opening[1:].split()[0].rstrip(">")}>'
    assert marked(body) == ["Nobody asked us, and now it is too late."]


def test_comments_may_be_longer_than_the_article() -> None:
    assert len(marked(f'{TEXT}<div class="comments">{TEXT}<p>And more.</p></div>')) == 1


def test_what_holds_the_headline_stays() -> None:
    assert marked(f'{TEXT}<div class="related"><h1>Storm</h1></div>') == []


@pytest.mark.parametrize("depth", default_cases([5_000, 20_000], 0))
def test_deep_pages_take_no_longer_than_their_length(depth: int) -> None:
    page = html.Element("html")
    element = page
    for _ in range(depth):
        element = html.etree.SubElement(element, "div")
        element.set("class", "share")
    element.text = "x" * 1_000
    mark_boilerplate(page)
    assert page.xpath(MARKED) == []
