"""A page was published when it says that it was, not when it was changed last."""

import json

import pytest

from labels.formats.html.published import changed_of, only_day_of, published_of, without_changes

html = pytest.importorskip("lxml.html")
pytest.importorskip("htmldate")


def page(body: str = "", head: str = ""):
    return html.fromstring(f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>")


def described(node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


DATES = {"dateModified": "2022-05-06T10:00:00Z", "datePublished": "2020-02-03T23:30:00-05:00"}


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", described({"@type": "NewsArticle", **DATES})),
        ("", described({"@graph": [{"@type": "WebSite"}, {"@type": ["Article", "Thing"], **DATES}]})),
        ("", described([{"@type": "VideoObject", "datePublished": "2011-01-01"}, {"@type": "WebPage", **DATES}])),
        ("", "<meta property='article:modified_time' content='2022-05-06'>"
             "<meta property='article:published_time' content='2020-02-03T23:30:00Z'>"),
        ("", "<meta name='DC.date.issued' content='2020-02-03'><meta name='last-modified' content='2022-05-06'>"),
        ("<time itemprop='dateModified' datetime='2022-05-06'>6 May</time>"
         "<time itemprop='datePublished' datetime='2020-02-03T08:00'>3 February</time>", ""),
        ("<span itemprop='dateModified'>May 6, 2022</span> <i itemprop='datePublished'>February 3, 2020</i>", ""),
        ("<time pubdate datetime='2020-02-03'>3 February</time>", "<meta name='pubdate' content='0001-01-01'>"),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_what_is_marked_as_that(body: str, head: str) -> None:
    assert published_of(page(body, head)) == "2020-02-03"


def test_the_date_of_a_comment_is_not_that_of_the_article() -> None:
    comment = "<div class='comments'><time itemprop='datePublished' datetime='2020-02-03'></time></div>"
    other = "<div itemscope itemtype='//schema.org/Product'><i itemprop='datePublished'>2020-02-03</i></div>"
    assert published_of(page(comment + other)) is None


def test_dates_of_changes_are_taken_out_and_nothing_else() -> None:
    head = described({"@type": "Article", "dateModified": "2022-05-06", "author": "Ann Lee"})
    body = "<p>Updated: <time>May 6, 2022</time></p><time class='updated'>x</time>"
    body += " and <time class='entry-date updated'>y</time>"
    tree = page(body, head)
    without_changes(tree)
    assert json.loads(tree.findtext(".//script")) == {"@type": "Article", "dateModified": "", "author": "Ann Lee"}
    assert [each.text for each in tree.iter("time")] == ["y"]
    assert "and" in tree.text_content()


def test_the_last_change_is_known_as_that() -> None:
    assert changed_of(page("<time itemprop='dateModified' datetime='2022-05-06T10:00'>6 May</time>")) == "2022-05-06"
    assert changed_of(page("<time datetime='2022-05-06'>6 May</time>")) is None


def test_a_template_may_call_the_only_date_updated() -> None:
    assert only_day_of(page("<span class='post-info updated'>February 3, 2020</span>")) == "2020-02-03"
    assert only_day_of(page("<p>Updated on <time datetime='2020-02-03'>3 February</time></p>")) is None


def test_metadata_that_cannot_be_read_say_nothing() -> None:
    deep = "[" * 100_000
    assert published_of(page(head=f"<script type='application/ld+json'>{deep}</script>{described('text')}")) is None
    assert published_of(page(head="<meta name='pubdate' content='2020-13-45'>")) is None


@pytest.mark.parametrize(
    "line", ["Last modified on 6 May 2022", "Updated: 6.5.2022, 10:30", "Mis à jour le 6 mai 2022"]
)
def test_a_line_that_tells_a_change_is_taken_out(line: str) -> None:
    tree = page(f"<p class='meta'>{line}</p><p>9 April 2019</p>")
    without_changes(tree)
    assert tree.text_content() == "9 April 2019Text."


@pytest.mark.parametrize(
    "line", ["Published 3 May 2020, updated 6 May 2022", "Updated rules apply from 6 May. See page 3."]
)
def test_a_line_that_tells_more_stays(line: str) -> None:
    tree = page(f"<p>{line}</p>")
    without_changes(tree)
    assert tree.text_content() == f"{line}Text."
