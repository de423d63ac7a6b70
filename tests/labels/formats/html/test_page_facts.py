"""Titles, authors and sites without what pages put around them."""

import pytest

from labels.formats.html.authors import authors_of
from labels.formats.html.main_text import Block
from labels.formats.html.page_facts import site_of
from labels.formats.html.titles import own_title, says_title, title_of

html = pytest.importorskip("lxml.html")


@pytest.mark.parametrize(
    ("title", "heading", "site", "clean"),
    [
        ("Ferry stays in port | Harbour News", "Ferry stays in port", "Harbour Post", "Ferry stays in port"),
        ("Ferry stays in port - Nina Holm", "Ferry stays in port", None, "Ferry stays in port"),
        ("Ferry stays in port - Harbour Post", "", "Harbour Post", "Ferry stays in port"),
        ("Ferry stays in port | HP Politics", "", "HP", "Ferry stays in port"),
        (
            "Ferry stays in port – and the crew at home",
            "",
            "Harbour Post",
            "Ferry stays in port – and the crew at home",
        ),
        ("Ferry: a tale of two ports", "Ferry", "Harbour Post", "Ferry: a tale of two ports"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, heading: str, site: str | None, clean: str) -> None:
    page = html.fromstring(f"<html><body><h1>{heading}</h1><p>Text</p></body></html>")
    assert title_of(title, page, site) == clean


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        ("Harbour Post: Ferry stays in port", "<h1>Most read</h1><article><h3>Ferry stays in port</h3></article>"),
        ("Ferry stays in port : Le Port", "<h1>Suivez-nous</h1><h2>Ferry stays in port</h2>"),
        ("Ferry stays in port – Post", "<h1>Cookie settings</h1><p class='headline'>Ferry stays in port</p>"),
        ("News | Ferry stays in port | Post", "<h1>Our apps</h1><h2>Ferry stays in port</h2>"),
    ],
)
def test_the_headline_that_the_head_confirms_is_the_title(stated: str, body: str) -> None:
    page = html.fromstring(f"<html><head><title>{stated}</title></head><body>{body}<p>Text</p></body></html>")
    wrong = "".join(page.find(".//h1").itertext())
    assert title_of(wrong, page, None) == "Ferry stays in port"


def test_a_headline_with_a_dash_is_confirmed_as_a_whole() -> None:
    head = "<head><title>Ferry stays – again | Post | News</title></head>"
    page = html.fromstring(f"<html>{head}<body><h1>Our apps</h1><h2>Ferry stays – again</h2></body></html>")
    assert title_of("Our apps", page, None) == "Ferry stays – again"


def test_the_name_of_the_site_in_the_first_heading_is_not_the_headline() -> None:
    head = "<head><title>Ferry stays in port | The Post</title></head>"
    body = "<header><h1><a href='/'>The Post</a></h1></header><h2>Ferry stays in port</h2>"
    assert (
        title_of("The Post", html.fromstring(f"<html>{head}<body>{body}</body></html>"), None) == "Ferry stays in port"
    )


def test_a_page_called_by_its_site_or_file_goes_by_its_first_heading() -> None:
    heading, text = Block("heading", "Is the ferry safe?"), Block("text", "Nobody knows.")
    assert own_title("Harbour-Post", "Harbour Post", [heading, text]) == "Is the ferry safe?"
    assert own_title("ferry-test-2018", None, [heading, text]) == "Is the ferry safe?"
    assert own_title("Harbour Post wins a prize", "Harbour Post", [heading]) == "Harbour Post wins a prize"
    assert own_title("Harbour-Post", "Harbour Post", [text, heading]) == "Harbour-Post"


def test_a_title_is_known_again_whatever_its_case_and_signs() -> None:
    assert says_title(Block("text", "Safety : the ferry’s last trip"), "SAFETY: The Ferry's Last Trip")
    assert not says_title(Block("text", "Safety"), "Safety first")
    assert not says_title(Block("text", "Safety"), None)


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("View all posts by Nina Holm", "Nina Holm"),
        ("Autor: Nina Holm; Redaktion", "Nina Holm"),
        ("Caspar Holm", "Caspar Holm"),
        ("Nina Holm; Harbour Post Ltd", "Nina Holm"),
        ("Harbourpost Example", None),
        ("Your account: log in", None),
        ("Submitted", None),
        (None, None),
    ],
)
def test_authors_are_people(found: str | None, clean: str | None) -> None:
    assert authors_of(found, "Harbour Post", "harbourpost.example") == clean


def test_a_site_goes_by_its_name_or_host() -> None:
    assert site_of("Harbourpostexample", "harbourpost.example", "Ferry") == "harbourpost.example"
    assert site_of("Harbour Post", "harbourpost.example", "Ferry") == "Harbour Post"
    assert site_of("Ferry stays", "harbourpost.example", "Ferry stays") == "harbourpost.example"
    assert site_of(None, "harbourpost.example", "Ferry") == "harbourpost.example"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<header><h1>Write to us</h1></header><h2>Ferry stays in port</h2>", "Ferry stays in port"),
        ("<h1>Harbour Post</h1><div><h2>Ferry stays in port</h2></div>", "Ferry stays in port"),
        ("<h1>The ferry, again</h1><h2>What the crew says</h2>", "The ferry, again"),
    ],
)
def test_a_heading_that_the_head_confirms_goes_before_one_that_it_does_not_know(body: str, title: str) -> None:
    head = "<title>Ferry stays in port | Harbour Post</title>"
    page = html.fromstring(f"<html><head>{head}</head><body>{body}<p>Text</p></body></html>")
    found = [Block("heading", page.findtext(".//h2")), Block("text", "Text")]
    assert title_of(page.findtext(".//h1"), page, None, found) == title
