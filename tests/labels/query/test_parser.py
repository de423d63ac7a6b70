"""What is written and what is understood; where it cannot be understood, the column says where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.query import QueryError, parse_query
from labels.query.nodes import And, By, Decided, InArticle, Is, Label, Measure, Node, Not, Or, Pattern, Reviewed, Words
from labels.query.query import Query
from tests.examples import examples
from tests.labels.query.worlds import queries

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", And()),
        (" \t\n ", And()),
        ("a", A),
        ("a b", And((A, B))),
        ("a and b AND c", And((A, B, C))),
        ("a or b c", Or((A, And((B, C))))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("(a b) c", And((And((A, B)), C))),
        ("-a b", And((Not(A), B))),
        ("not a b", And((Not(A), B))),
        ("-(a or b)", Not(Or((A, B)))),
        ("--a", Not(Not(A))),
        ("((a))", A),
        ("(by:ana) a", And((And((By("ana"),)), A))),
        ('"a b" "or"', And((Words("a b"), Words("or")))),
        ("well-known don't 3.5", And((Words("well-known"), Words("don't"), Words("3.5")))),
        (r'label:"a \"b\" \\ c"', Label(r'a "b" \ c')),
        ("LABEL:x near:y", And((Label("x"), Label("y", near=True)))),
        ("is:FLAGGED", Is("flagged")),
        ("state:Conflict -state:thin", And((Reviewed("conflict"), Not(Reviewed("thin"))))),
        ("is:reopened or is:contested", Or((Reviewed("reopened"), Reviewed("contested")))),
        (r"/a\/b\\/i", Pattern(r"a/b\\", ignore_case=True)),
        ("/a b (c)/", Pattern("a b (c)")),
        ('article:12 article:"12"', And((InArticle("12", "number"), InArticle("12", "words")))),
        ("article:" + "0a" * 10, InArticle("0a" * 10, "id")),
        ("after:2026-11-01", Decided(date(2026, 11, 1))),
        ("before:2026-11-01", Decided(date(2026, 11, 1), before=True)),
        ("seconds:>20", Measure("seconds", low=20, low_included=False)),
        ("seconds:>=2.5", Measure("seconds", low=2.5)),
        ("length:<20", Measure("length", high=20, high_included=False)),
        ("length:<=20", Measure("length", high=20)),
        ("length:20 length:=20", And((Measure("length", 20, 20), Measure("length", 20, 20)))),
        ("length:3..8", Measure("length", 3, 8)),
        ("codebook:<3", Measure("codebook", high=3, high_included=False)),
        ("Codebook:2 codebook:1..3", And((Measure("codebook", 2, 2), Measure("codebook", 1, 3)))),
        ("12:30 o'clock", And((Words("12:30"), Words("o'clock")))),
    ],
)
def test_meaning(text: str, node: Node) -> None:
    assert parse_query(text) == Query(node)


@settings(max_examples=examples(200), deadline=None)
@given(queries)
def test_what_is_written_is_what_is_read(query: Query) -> None:
    assert parse_query(str(query)) == query


@settings(max_examples=examples(100), deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_value_can_be_written(value: str) -> None:
    query = Query(Label(value))
    if value.strip():
        assert parse_query(str(query)) == query
    if any(map(str.isalnum, value)):
        assert parse_query(str(Query(Words(value)))) == Query(Words(value))


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("a lable:x", 3, "no field “lable:”. Did you mean “label”"),
        ("http://x", 1, "There are label, near,"),
        ("a is:flaged", 6, "Did you mean “flagged”?"),
        ("is:reopend", 4, "Did you mean “reopened”?"),
        ("state:setled", 7, "Did you mean “settled”?"),
        ("state:xyzzy", 7, "There are unmarked, thin, agreed, conflict, settled."),
        ("state:", 7, "such as state:conflict"),
        ("is:xyzzy", 4, "There are undecided, labelled,"),
        ("label:", 7, "needs a value, such as label:claim"),
        ('label:" " a', 7, "needs a value"),
        ("label: claim", 7, "needs a value"),
        ("seconds:fast", 9, "Write seconds:>20"),
        ("codebook:<2.5", 10, "whole numbers"),
        ("codebook:", 10, "codebook:<3"),
        ("length:>", 8, "Write length:>20"),
        ("length:8..3", 8, "smaller number comes first"),
        ("seconds:1e9", 9, "is no number"),
        ("after:yesterday", 7, "Write one as 2026-11-01"),
        ("before:2026-02-30", 8, "is no day"),
        ("after:0001-01-01", 7, "is no day"),
        ("a /b", 3, "/regex/ is not closed"),
        ("a /(/", 3, "not valid: missing )"),
        ("a /b/x", 6, "the only flag"),
        ("a //", 3, "is empty"),
        ('a "b', 3, "quote is not closed"),
        ('label:"b', 7, "quote is not closed"),
        ("a (b or", 8, "missing here at the end"),
        ("a (b", 3, "bracket is not closed"),
        ("a) b", 2, "closes nothing"),
        ("a ()", 3, "nothing stands between"),
        ("(a or )", 7, "before this bracket"),
        ("or a", 1, "before “or”"),
        ("a and or b", 7, "before “or”"),
        ("a -", 4, "missing here at the end"),
        ("a - b", 3, "minus stands directly before"),
        ("not", 4, "missing here at the end"),
        ("a $", 3, "letters and digits only"),
        ("(" * 40 + "a", 32, "at most 30 deep"),
        ("-" * 40 + "a", 32, "at most 30 deep"),
        ("a " * 101, 201, "at most 100 things"),
        ("a" * 5000, 1, "at most 4,000 characters"),
        ("a \ud800", 3, "lone surrogate"),
    ],
)
def test_errors_name_the_column(text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.column == column
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"Query, column {column}: ")
    assert len(str(caught.value).splitlines()) == 1
    assert isinstance(caught.value, UsageError)


def test_the_pointer_stands_under_the_column() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("漢字 é\tis:x")
    assert caught.value.pointer.splitlines() == ["漢字 é is:x", " " * 10 + "^"]


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("()\"/\\-:;'%_*^$\0\n\x1b\u202e[]{}<>=.0129aé"),
        st.characters(),
    ),
    max_size=40,
)


@settings(max_examples=examples(300), deadline=None)
@given(HOSTILE)
def test_hostile_text_is_refused_or_understood(text: str) -> None:
    found = _parsed(text)
    if isinstance(found, QueryError):
        assert 1 <= found.column <= len(text) + 1
        assert str(found).isprintable()
    else:
        assert parse_query(str(found)) == found


def _parsed(text: str) -> Query | QueryError:
    try:
        return parse_query(text)
    except QueryError as error:
        return error
