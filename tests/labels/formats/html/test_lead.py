"""The beginning of an article comes along, wherever the page has put it."""

import pytest

from labels.formats.html.lead import lead_of, wrap_loose_text
from labels.formats.html.main_text import Block

html = pytest.importorskip("lxml.html")

LEAD = "The ferry has not run since Monday, and nobody knows when it will."
FIRST = "The storm came from the north-west, as it does every year in March."


def lead(body: str, first: str = FIRST) -> list[str]:
    page = html.fromstring(f"<html><body>{body}</body></html>")
    return [block.text for block in lead_of(page, [Block("text", first), Block("text", "More of it follows here.")])]


@pytest.mark.parametrize("name", ["article__lead", "fig-chapo", "standfirst", "story intro", "LEDE"])
def test_a_lead_between_headline_and_text_is_found(name: str) -> None:
    assert lead(f'<h1>Storm</h1><div class="{name}">{LEAD}</div><div><p>{FIRST}</p></div>') == [LEAD]


@pytest.mark.parametrize(
    "body",
    [
        f'<p class="lead">{LEAD}</p><h1>Storm</h1><p>{FIRST}</p>',
        f'<h1>Storm</h1><p>{FIRST}</p><p class="lead">{LEAD}</p>',
        f'<h1>Storm</h1><p class="leader">{LEAD}</p><p>{FIRST}</p>',
        f'<h1>Storm</h1><p class="lead-image">{LEAD}</p><p>{FIRST}</p>',
        f'<h1>Storm</h1><p class="lead">Too short.</p><p>{FIRST}</p>',
        f'<p class="lead">{LEAD}</p><p>{FIRST}</p>',
    ],
    ids=["before the headline", "behind the text", "another name", "a picture's", "short", "no headline"],
)
def test_other_text_is_none(body: str) -> None:
    assert lead(body) == []


def test_a_lead_that_came_along_does_not_come_twice() -> None:
    assert lead(f'<h1>Storm</h1><p class="lead">{LEAD}</p><p>{FIRST}</p>', LEAD) == []
    assert lead(f'<h1>Storm</h1><div class="intro"><p>{LEAD}</p><p>{FIRST}</p></div>') == []


def wrapped(body: str) -> list[str]:
    page = html.fromstring(f"<html><body><div>{body}</div></body></html>")
    text = page.text_content()
    wrap_loose_text(page)
    assert page.text_content() == text
    return [paragraph.text_content() for paragraph in page.iter("p")]


def test_text_in_no_element_becomes_a_paragraph_with_its_links() -> None:
    assert wrapped(f"{LEAD} <b>Why</b> so?<p>{FIRST}</p>") == [f"{LEAD} Why so?", FIRST]
    assert wrapped(f"<p>{FIRST}</p>{LEAD} <a>More</a>, he said.<p>End</p>") == [FIRST, f"{LEAD} More, he said.", "End"]


def test_where_there_are_no_paragraphs_or_little_text_nothing_changes() -> None:
    assert wrapped(LEAD) == []
    assert wrapped(f"Photo<p>{FIRST}</p>(end)") == [FIRST]


def test_line_breaks_stay_in_their_paragraph() -> None:
    assert wrapped(f"{LEAD}<br>And so on.<p>{FIRST}</p>") == [f"{LEAD}And so on.", FIRST]


def test_two_line_breaks_end_a_paragraph() -> None:
    assert wrapped(f"{LEAD}<br> <br><b>{LEAD}</b>{LEAD}<br><br>{FIRST}<p>x</p>") == [LEAD, FIRST, "x"]
    assert wrapped(f"<p>x</p>{LEAD}<br><br>{LEAD} <b>Why?</b>") == ["x", LEAD, f"{LEAD} Why?"]
