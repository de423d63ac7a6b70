"""Lines that only speak of the article, its pictures or its neighbours are left out; sentences like them stay."""

import pytest

from labels.formats.html.line_filter import article_lines, byline, is_dateline
from labels.formats.html.main_text import Block

FIRST = Block(
    "text", "The ferry to the islands did not run on Monday because of the storm, and nobody knows when it will."
)
LAST = Block("text", "The harbour master asked everybody to stay at home until the wind has turned to the west again.")


def kept(text: str, kind: str = "text") -> bool:
    block = Block(kind, text)  # type: ignore[arg-type]
    return block in article_lines([FIRST, block, LAST, LAST])


@pytest.mark.parametrize(
    "text",
    [
        "AP Photo/Nina Holm",
        "Photo Credit: Nina Holm",
        "(Credit: Nina Holm / Harbour Post)",
        "Photo (cc) : nholm",
        "Illustration by Nina Holm",
        "Courtesy of the Harbour Museum",
        "The ferry on its last trip. Bild: dpa",
        "- The ferry in 2008. REUTERS/Nina Holm -",
        "The ferry in the evening sun. (AP Photo/Nina Holm)",
        "The ferry, seen from the air. Nina Holm/Getty Images",
        "© 2021 Harbour Post",
        "™ & © 2021 Harbour Post, Inc. All rights reserved.",
        "{{ article.status }}",
        "_____",
        "Read more:",
        "Lire aussi :",
        "Related",
    ],
)
def test_lines_outside_the_text_are_left_out(text: str) -> None:
    assert not kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "The photo: a crane, and nothing else.",
        "Courtesy costs nothing, said the captain.",
        "“All rights reserved” is what it says on the ticket, the captain explained to us.",
        "Reuters/Ipsos asked a thousand people.",
        "Related crafts were at risk, too.",
        "He read more: books on the weather, charts and old logs.",
        "Picture the ferry without its crew.",
        "1848",
    ],
)
def test_sentences_like_them_stay(text: str) -> None:
    assert kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "04.03.2021",
        "May 7, 2021 report",
        "-Aktualisiert am",
        "Von Gregor Linz",
        "Nina Holm | Marden | 04/03/2021",
        "March 4, 2021 at 09:10 AM | categories: Ferries | View Comments",
        "vendredi 2 avril 2021",
        "3 март 2021 09:10",
        "2021.03.04 09:10 MTI",
        "2021年3月4日 09:10 港口",
        "3 de mayo de 2019",
        "Mis à jour le 02/04/2021 à 9h15",
    ],
)
def test_a_dateline_goes_from_before_the_text_and_from_its_end_only(text: str) -> None:
    line = Block("text", text)
    assert is_dateline(line)
    assert article_lines([line, FIRST, LAST]) == [FIRST, LAST]
    assert article_lines([FIRST, LAST, line]) == [FIRST, LAST]
    assert article_lines([FIRST, line, LAST, LAST]) == [FIRST, line, LAST, LAST]


@pytest.mark.parametrize(
    "text",
    [
        "The strike began on 3 May 2019.",
        "By Monday it was over.",
        "Who was it on 3 May 2019?",
        "4 von 7 Punkten",
        "In 12 games 2019 goals fell over 3 seasons.",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(text: str) -> None:
    assert not is_dateline(Block("text", text))


def test_last_lines_that_announce_what_is_not_there_go() -> None:
    more = [Block("heading", "More from the harbour"), Block("text", "See the pictures:")]
    assert article_lines([FIRST, LAST, *more]) == [FIRST, LAST]
    assert article_lines(more[:1]) == more[:1]


def test_the_byline_before_the_text_names_the_author() -> None:
    assert byline([Block("text", "By Nina Holm and Jo Larsen-Berg"), FIRST]) == "Nina Holm and Jo Larsen-Berg"
    assert byline([FIRST, Block("text", "By Nina Holm")]) is None
    assert byline([Block("text", "By the river")]) is None


@pytest.mark.parametrize("words", ["Comments", "12 Comments", "Kommentare (3)", "Коментари", "Leave a reply", "评论"])
def test_what_follows_the_heading_of_the_comments_is_none_of_the_article(words: str) -> None:
    said = Block("text", "I have waited for that ferry for as long as I can think, and it never came.")
    assert article_lines([FIRST, LAST, Block("heading", words), said, said]) == [FIRST, LAST]


def test_a_heading_that_only_begins_so_is_one() -> None:
    heading = Block("heading", "Comments on a storm")
    assert article_lines([FIRST, heading, LAST]) == [FIRST, heading, LAST]
