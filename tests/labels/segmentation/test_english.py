"""Every rule for English, as sentences cut by hand: `|` marks where one sentence ends and the next begins."""

import pytest

from labels.segmentation import Kind, english_abbreviations, segment

CASES = {
    "plain ends": [
        "The council met on Tuesday.| It voted late.",
        "Who paid?| Nobody knows!| The file is gone.",
        "Really?!| Yes!!!| Fine.",
        "Prices rose 3.5 percent to $7.83 on Monday.| They may fall.",
        "It closed in 2005.| 40 people lost their jobs.",
        "He paid $5.| $6 would be too much.| @mira agreed.",
    ],
    "titles go on": [
        "Mr. Lind and Mrs. Okoro met Gov. Hale.| Then Dr. Roy spoke.",
        "Lt. Gen. Vera Holt and Sgt. Pell left.",
        "ST. PAUL and GOV. HALE were named.",
        "Mid-Sept. 14 was cold.",
    ],
    "words that may end a sentence": [
        "He works for Orbit Inc. in Reno.| She left Orbit Inc.| The firm is small.",
        "She lives in the U.S. and he in the U.K.| They met in the U.S. Senate.",
        "Rep. Ada Lowe (D-N.Y.) and Sen. Max Orr (R-Fla.) agreed.| Both left.",
        "He moved from Elm St. to St. Louis.| He hated Elm St.| It was loud.",
        "They sell nails, glue, etc.| Prices are low.",
        "It began at 5 p.m. Monday and ended at 9 p.m. EST.| At 10 p.m.| Ana slept.",
        "It runs Sat. Sept. 5 and Sun. only.",
        "She has a Ph.D. in law.| He has an M.D.| She knows him.",
    ],
    "before a number": [
        "See p. 4, pp. 6-9, Fig. 2 and Vol. IV.| Done.",
        "Was it true?| No.| She smiled.",
        "Song No. 1 beat No. 12.| The no. of fans grew.",
        "It opened on Jan. 5.| It closed in Sept.| Nobody came.",
    ],
    "initials": ["J. K. Moor met A.B. Cole.| C. D. Voss left.", "Take vitamin C.| Sleep well.", "Plan B.| Smoke rose."],
    "quotations": [
        "“We lost.| We will try again,” he said.| “Soon.”",
        "“It is over.”| Ms. Gray left.",
        "“Is it over?” Ms. Gray asked.| Nobody spoke.",
        "“Is it over?” asked Ms. Gray.",
        "“Run!” U.S. Marshal Bo Dean shouted.",
        "“Is it over?”| The room was still.",
        "He said: “Come in.”| She did.",
        "He said: Everyone stays.",
        '"Why?"| "Because."',
        "She wrote ''It rains.''| He laughed.",
        "(It rained.)| We left.",
        "He left (it rained.)| She stayed.",
        "The film “Help!” was long.",
        "“Stop.” | “Why?”".replace(" |", "|"),
    ],
    "names with a mark": ["Yahoo! said so.| What a day!| and night.", "He (!) won.| A big (?) house."],
    "footnotes": [
        "The town grew.[17]| It shrank.[2][3]| Later it grew.¹| It is gone.",
        "The town grew. [17]| It shrank.",
        "The town grew.12| It shrank.",
        "They won new rights. 4| Even so, they left.",
        "The town grew.[citation needed]| It shrank.",
    ],
    "labels": [
        "1. Open the lid.| 2. Take it out.",
        "(b) The second rule.| (c) The third.",
        "A. Scope of the work",
        "iv. The fourth point",
        "• One thing.| • Another.",
        "Q. Who came?| A. Nobody.",
    ],
    "careless writing": [
        "We fought against them.| claimed that there is no",
        "the food was good.| we will come back",
        "I called them.They never came.The owner was rude!Never again.",
        "it was good.they smiled",
        "how are u?| i am fine",
        "So good!!!! :)",
        "Good food :)| Will come again.",
        "It was fun. 😀| Thanks.",
        "good . the staff is nice",
        "Hello .| How are you ?| Fine .",
        "Well... maybe.| He left...| Then he came back.",
        "And . . . so on.",
        "Visit www.shop.com.| Write to a.b@shop.com today.",
    ],
    "no blank and no break": [
        "It runs on node.js and ASP.NET.",
        "The .N225 and 7 U.S.C. 12 fell.",
        "See http://shop.com/a?b=C.D and Booking.Com now.",
    ],
    "datelines and credits": [
        "PARIS (Reuters) - The deal is done.| It took years.",
        "MIAMI, Fla. (Reuters) - The storm passed.",
        "COLTS NECK, N.J. – With ten children around, she spoke.",
        "The bridge at dusk, April 3, 2018.| REUTERS/Ann Poe",
        "A street in Boise, U.S.| REUTERS/Ann Poe",
    ],
}
# Where the next sentence touches the last, the mark stands between them without a blank.
TOUCHING = {
    "I called them.They never came.The owner was rude!Never again.": [
        "I called them.",
        "They never came.",
        "The owner was rude!",
        "Never again.",
    ],
    "it was good.they smiled": ["it was good.", "they smiled"],
    "good . the staff is nice": ["good .", "the staff is nice"],
}


def cut_texts(text: str, **more: object) -> list[str]:
    return [text[start:end] for start, end in segment(text, "en", **more)]


@pytest.mark.parametrize(
    "marked", [case for cases in CASES.values() for case in cases if case not in TOUCHING], ids=lambda case: case[:40]
)
def test_rule(marked: str) -> None:
    assert cut_texts(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("text", TOUCHING)
def test_touching_sentences(text: str) -> None:
    assert cut_texts(text) == TOUCHING[text]


def test_added_abbreviation() -> None:
    text = "We met Bgm. Huber of Xyz. Wels. The rest left."
    assert len(cut_texts(text)) == 4
    more = english_abbreviations().extended(["Bgm."]).extended(["xyz"], "may_end")
    assert cut_texts(text, abbreviations=more) == ["We met Bgm. Huber of Xyz. Wels.", "The rest left."]


def test_added_abbreviation_wins_over_the_shipped_one() -> None:
    text = "He left Orbit Inc. The firm is small."
    assert len(cut_texts(text)) == 2
    assert len(cut_texts(text, abbreviations=english_abbreviations().extended(["Inc"], Kind.GOES_ON))) == 1
