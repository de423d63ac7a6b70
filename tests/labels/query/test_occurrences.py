"""Where the words of a query stand in a text: wherever the full-text index sees them, and nowhere else."""

import re
import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from labels.query import parse_query
from labels.query.casefold import folded, holds
from labels.query.occurrences import Occurrences, held, together
from labels.query.phrase import fts_phrase
from labels.sqlite.full_text import TOKENIZE
from labels.sqlite.unblanked import indexed
from tests.examples import examples

SIGNS = "abAB éÉôñüÅžçÇ ßøæ дЖй ςΣά 漢字 12 -_.,’'“”()\t\n\u0301"

#: Signs without blanks between words, with their marks, composed or not, of both widths, and what parts them.
RUNS = (*"橋の下がーガアＡｂ１เกာ다리가ㄱ々𠀀。、・- \n\u200bab12й", "ｶﾞ", "か\u3099", "กิ", "กุ่", "မြ", "ខ្មែ",
        "\u1112\u1161\u11ab", "葛\U000e0100", "हि", "ن\u064e", "e\u0301")  # fmt: skip


def shown(query: str, text: str) -> list[str]:
    return [text[start:stop] for start, stop in Occurrences(parse_query(query)).within(text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("bridge", "The Bridge, the bridges and a BRIDGE", ["Bridge", "BRIDGE"]),
        ('"said that"', "He said that. She said: “That is so.” I said this.", ["said that", "said: “That"]),
        ("cafe", "A café, a cafe\u0301 and a CAFÉ", ["café", "cafe\u0301", "CAFÉ"]),
        ("not-closed", "It is not closed yet", ["not closed"]),
        ("one or two", "two and one", ["two", "one"]),
        ("one -two", "two and one", ["one"]),
        ("-(-one)", "two and one", ["one"]),
        ("one label:claim is:flagged", "label one", ["one"]),
        ("/b.{2}/", "abbc bbb", ["bbc", "bbb"]),
        ("/x*/", "axxb", ["xx"]),
        ("/br/i bridge", "Bridge bra", ["Bridge", "br"]),
        ("", "anything", []),
        ("橋", "鉄橋の下。橋、橋梁", ["橋", "橋", "橋"]),
        ("日本", "日本語の本。今日、本を読む", ["日本"]),
        ('"東京 大阪"', "東京、大阪と東京大阪", ["東京、大阪"]),
        ("ガス", "ｶﾞｽとカ\u3099ス", ["ｶﾞｽ", "カ\u3099ス"]),
        ("NHKニュース", "ＮＨＫニュースと nhkニュース", ["ＮＨＫニュース", "nhkニュース"]),
        ("다리", "다리가 무너졌다. 그 다\n리", ["다리"]),
        ("สะพาน", "ใต้สะพานลอย", ["สะพาน"]),
        ("मान", "मान और मीन", ["मान"]),
        ("мой", "мои, мой, мои\u0306", ["мой", "мои\u0306"]),
    ],
)
def test_what_is_found(query, text, found):
    assert shown(query, text) == found
    assert bool(Occurrences(parse_query(query))) == bool(query)


@settings(max_examples=examples(300), deadline=None)
@given(text=st.text(SIGNS, max_size=30), phrase=st.text(SIGNS, min_size=1, max_size=5))
def test_a_phrase_is_seen_where_the_index_finds_it_and_nowhere_else(text, phrase):
    if not any(sign.isalnum() for sign in phrase) or "\t" in phrase or "\n" in phrase:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f'CREATE VIRTUAL TABLE t USING fts5(text, tokenize="{TOKENIZE}")')
        connection.execute("INSERT INTO t VALUES (?)", (indexed(text),))
        (count,) = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (fts_phrase(phrase),)).fetchone()
    connection.close()
    written = phrase.replace("\\", "").replace('"', "")
    assert bool(Occurrences(parse_query(f'"{written}"')).within(text)) == bool(count)


def texts_of_runs(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(RUNS), min_size=least, max_size=most).map("".join)


@settings(max_examples=examples(200), deadline=None)
@given(text=texts_of_runs(20), phrase=texts_of_runs(3, least=1))
def test_the_same_of_what_is_written_without_blanks(text, phrase):
    test_a_phrase_is_seen_where_the_index_finds_it_and_nowhere_else.hypothesis.inner_test(text, phrase)


@settings(max_examples=examples(200), deadline=None)
@given(before=texts_of_runs(8), part=st.text("橋の下がガ々", min_size=1, max_size=4), after=texts_of_runs(8))
def test_every_part_of_a_run_is_found(before, part, after):
    assume(not unicodedata.category(f"{after}x"[0]).startswith("M"))  # with a mark behind it, it is another sign
    assert shown(part, f"{before}x{part}{after}")
    assert shown(part, f"{before}{part}。{after}")


@settings(max_examples=examples(200), deadline=None)
@given(text=st.text(SIGNS + "ﬁİſ", max_size=20), wanted=st.text(SIGNS, min_size=1, max_size=3))
def test_a_title_is_marked_where_it_holds_the_word(text, wanted):
    for start, stop in held(text, [folded(wanted)]):
        assert holds(text[start:stop], folded(wanted))
    if folded(wanted) and "\u0301" not in text:
        assert bool(held(text, [folded(wanted)])) == holds(text, folded(wanted))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: tuple(sorted(pair)))))
def test_stretches_are_apart_and_cover_the_same(stretches):
    joined = together(stretches)
    assert {at for start, stop in joined for at in range(start, stop)} == {
        at for start, stop in stretches for at in range(start, stop)
    }
    assert all(before[1] < after[0] for before, after in pairwise(joined))


def test_a_long_sentence_is_looked_at_as_far_as_the_search_looks():
    text = "x" * 30_000 + "end"
    assert Occurrences(parse_query("/end/")).within(text) == []
    assert re.search("end", text)
