"""An article is read to its end, in however many blocks it stands and whatever they are called."""

from pathlib import Path

import pytest

from labels.article import Article
from labels.files.source import Source
from labels.formats.html.reader import HtmlReader

TEXT = (
    "The ferry company of Norhaven stopped all crossings on Friday after inspectors found rust in the hull of a ship.",
    "Passengers who had waited since dawn on the quay were sent home with a voucher and a map of the bus lines.",
    "“It could not go on like this,” the harbour captain said at noon, and put the keys of the ship on the table.",
    "A replacement from the mainland is expected in two weeks at the earliest, according to the transport office.",
    "Until then fishermen carry the mail, the medicine and once a day the pupils of the school on the outer island.",
    "The owner of the only shop said her shelves would be empty by Sunday if nobody brought flour and milk across.",
    "Two years ago the same ship had been in dock for a month because of a broken shaft that nobody could replace.",
    "The island council meets on Tuesday evening to decide whether it will lend the company the money for repairs.",
    "Old islanders remember the winter in which the sound froze over and people walked to the mainland with sledges.",
    "The mayor has asked the navy for help, but the navy has sent only a polite letter and a leaflet on life jackets.",
)
HEADLINE = "<h1>Ferry stays in port</h1>"
MENU = (
    "<div class='sections'>" + "".join(f"<a href='/s/{n}'>Section number {n} of it</a> " for n in range(30)) + "</div>"
)
SUMMARY = "The council of that town will vote on the bridge next week. Many are against it, and they say so aloud."
TEASERS = "".join(
    f"<div class='card'><a href='/n/{n}'>Council votes on bridge number {n}</a><p>{n}. {SUMMARY}</p></div>"
    for n in range(4)
)
COMMENT = "I have always said that this ship is a disgrace, and now you see it. Nobody listens to me in this town."
AROUND = (
    f"<div class='more-stories'><h3>More stories</h3>{TEASERS}</div>"
    f"<div class='comments'><h3>Comments</h3><p>{COMMENT}</p><p>{COMMENT[::-1]}</p></div>"
    "<footer><p>The Herald is published in Norhaven. All its words belong to it, and to its many writers.</p></footer>"
)


def paragraphs(first: int, last: int) -> str:
    return "".join(f"<p>{each}</p>" for each in TEXT[first:last])


def slides(first: int, last: int) -> str:
    return "".join(f"<figure><img src='a.jpg'><figcaption>{each}</figcaption></figure>" for each in TEXT[first:last])


def read(folder: Path, body: str) -> tuple[Article, list[str]]:
    path = folder / "page.html"
    path.write_text(f"<html><head><meta charset='utf-8'><title>Ferry stays in port</title></head><body>{body}</body>")
    source = Source(path)
    (found,) = HtmlReader().read(source)
    return found.article, source.remarks


@pytest.mark.parametrize(
    "body",
    [
        "<main>{h}<div class='row'><div class='is'>{a}</div></div>{ad}<div class='row'><div class='is'>{b}</div></div>"
        "{end}</main>",
        "<article>{h}<section class='first'>{a}</section>{ad}<section class='then'>{b}</section></article>{end}",
        "{h}<div class='one'>{a}</div>{ad}<div class='two'>{b}</div>{end}",
        "<div>{h}<div><div class='one'>{a}</div>{ad}<div><div class='two'>{b}</div></div></div></div>{end}",
        "<main>{h}<article class='part'>{a}</article>{ad}<article class='part'>{b}</article></main>{end}",
        "<article>{h}{a}<div style='display: none'>{b}</div></article>{end}",
    ],
)
def test_an_article_goes_on_in_a_second_block(tmp_path: Path, body: str) -> None:
    filled = body.format(h=HEADLINE, a=paragraphs(0, 4), ad="<div>Advertisement</div>", b=paragraphs(4, 8), end=AROUND)
    article, remarks = read(tmp_path, MENU + filled)
    assert article.text.split("\n\n") == list(TEXT[:8])
    assert remarks == []


@pytest.mark.parametrize(
    "name",
    [
        *("read-more", "entry-content-read-more", "story__photo-text", "sharing", "related", "teaser", "image-caption"),
        *("slide", "sponsored", "inline-sidebar", "mostRead", "newsletter-story", "advert-after"),
    ],
)
def test_a_block_of_running_text_is_text_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    block = f"<div class='{name}'><img src='a.jpg'><div>{paragraphs(4, 6)}</div></div>"
    body = f"<article>{HEADLINE}{paragraphs(0, 4)}{block}{paragraphs(6, 10)}</article>"
    article, _ = read(tmp_path, MENU + body + AROUND)
    assert article.text.split("\n\n") == list(TEXT)


@pytest.mark.parametrize("name", ["social-share-body", "newsletter-text", "widget-text", "trending", "recirc"])
def test_a_long_paragraph_is_text_whatever_its_block_is_called(tmp_path: Path, name: str) -> None:
    long = " ".join(TEXT[4:7])
    block = f"<div class='{name}'><p>{long}</p></div>"
    body = f"<article>{HEADLINE}{paragraphs(0, 4)}{block}{paragraphs(7, 10)}</article>"
    article, _ = read(tmp_path, MENU + body + AROUND)
    assert article.text.split("\n\n") == [*TEXT[:4], long, *TEXT[7:]]


@pytest.mark.parametrize("first", [1, 2])
def test_the_captions_of_a_slide_show_are_its_text(tmp_path: Path, first: int) -> None:
    show = f"<div class='gallery'>{slides(first, 10)}</div>"
    article, _ = read(tmp_path, f"{MENU}<article>{HEADLINE}{paragraphs(0, first)}{show}</article>{AROUND}")
    assert article.text.split("\n\n") == list(TEXT)


def test_a_page_of_nothing_but_a_slide_show_has_its_captions_as_text(tmp_path: Path) -> None:
    show = f"<div class='slideshow'>{slides(0, 10)}</div>"
    article, _ = read(tmp_path, f"<nav><a href='/'>Home</a></nav>{HEADLINE}{show}{AROUND}")
    assert article.text.split("\n\n") == list(TEXT)


def test_hidden_slides_are_slides(tmp_path: Path) -> None:
    show = "".join(f"<li class='slide' aria-hidden='true'><p class='caption'>{each}</p></li>" for each in TEXT[1:9])
    article, _ = read(tmp_path, f"<article>{HEADLINE}{paragraphs(0, 1)}<ul class='carousel'>{show}</ul></article>")
    assert article.text.split("\n\n") == list(TEXT[:9])


def test_captions_beside_an_article_are_none(tmp_path: Path) -> None:
    body = f"<article>{HEADLINE}{paragraphs(0, 4)}{slides(8, 10)}{paragraphs(4, 8)}</article>"
    assert read(tmp_path, body)[0].text.split("\n\n") == list(TEXT[:8])


def test_what_stands_between_the_blocks_and_speaks_of_something_else_stays_out(tmp_path: Path) -> None:
    ask = "<div class='newsletter'><p>Get our letter every morning. It tells you all that matters.</p><input></div>"
    maker = "<div class='author-bio'><p>Ann Lee writes about ships. She has lived here since 2004. Write her.</p></div>"
    between = f"<div class='related'>{TEASERS}</div>{ask}{maker}<aside><p>{SUMMARY}</p><p>{SUMMARY[::-1]}.</p></aside>"
    body = f"<main>{HEADLINE}<div>{paragraphs(0, 4)}</div>{between}<div>{paragraphs(4, 8)}</div></main>"
    article, remarks = read(tmp_path, body)
    assert article.text.split("\n\n") == list(TEXT[:8])
    assert remarks == []


def test_another_article_below_is_another_one(tmp_path: Path) -> None:
    body = f"<article>{HEADLINE}{paragraphs(0, 6)}</article><article><h1>Another</h1>{paragraphs(6, 10)}</article>"
    assert read(tmp_path, body)[0].text.split("\n\n") == list(TEXT[:6])


def test_much_that_was_left_out_is_told(tmp_path: Path) -> None:
    show = f"<div class='gallery'>{slides(5, 10)}</div>"
    article, remarks = read(
        tmp_path, f"<article>{HEADLINE}{paragraphs(0, 5)}{paragraphs(0, 5).swapcase()}{show}</article>"
    )
    assert article.text.split("\n\n")[:5] == list(TEXT[:5])
    (told,) = remarks
    words = sum(len(each.split()) for each in TEXT[5:])
    assert told.startswith(f"{words} words of running text are left out, ")
    assert "begins with “The owner of the only shop said her …”" in told


def test_headings_and_short_lines_come_with_the_text_among_them(tmp_path: Path) -> None:
    second = f"<h2>How it goes on</h2>{paragraphs(4, 6)}<p>Nobody knows.</p>{paragraphs(6, 8)}"
    body = f"<main>{HEADLINE}<div>{paragraphs(0, 4)}</div><div class='related'>{second}</div></main>"
    expected = [*TEXT[:4], "How it goes on", *TEXT[4:6], "Nobody knows.", *TEXT[6:8]]
    assert read(tmp_path, body)[0].text.split("\n\n") == expected
