"""Regular expressions: which are taken, and that none runs for longer than anybody waits."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.query.errors import QueryError
from labels.query.pattern import MAX_SENTENCE, Matcher, SlowPatternError, problem_with
from labels.query.pattern_size import written_out

#: Of these each matches in more ways than there are atoms, and then not at all.
HOSTILE = (
    "(.|..)*#",
    r"([\w ]|[\w ][\w ])+#",
    "(?:[\\w ,]|[\\w ,]{2})*#",
    ".*.*.*.*.*.*.*.*#",
    r"(\w?){40}#",
    "(((.{0,9}){0,9}){0,9}){0,9}#",
    "(?=(.*.*.*.*.*.*.*#))",
    "(a+)+#",
    r"(\w+\s?)*#",
    "(x+x+)+y",
    "(?:a|a|a)+#",
    r"^(?:(?:\w+)?\s?)*#",
    "(.*)*#",
    "(?i:(A|a)*)#",
    r"(\w+)*\1#",
    r"((\w)+)+\2#",
    "(?:(?:.?){1,20}){1,20}#",
    "(.+)+(.+)+(.+)+#",
    r"(?:\s*\S*)*#",
    "(?:[^#]+)+#",
    "(?<=(.*.*.*))#",
    "(?:ab|a|b|ba)*#",
    r"(\S*\s*)*\d#",
    "(?:.{1,5}){1,50}#",
    "(?:e|ee|eee)*#",
    r"(\pL+\PL*)*#",
    "(?:.|\\s|\\S)*#",
    "((a*)*)*#",
    r"(?:\b\w+\b ?)+#",
    "(?s:.*(.*)*.*)#",
)

LONG = f"A sentence of news, which goes on and on with {'a' * 40} and {'x' * 13} in it " * 4


@pytest.mark.parametrize(
    "regex", ["a", r"\w+\s+\w+", "(a|b)+", "(ab){3}c+", r"(?:\w++ )+", "(?>a+)+b", r"(?=\d+)x*", "[*+]+", "(a+)+"]
)
def test_taken(regex: str) -> None:
    assert problem_with(regex) is None


@pytest.mark.parametrize("regex", HOSTILE)
def test_every_expression_ends_with_an_answer_or_an_error(regex: str, monkeypatch) -> None:
    monkeypatch.setattr("labels.query.pattern.TIME_LIMIT", 0.05)
    matcher = Matcher(regex)
    with suppress(SlowPatternError):
        assert not matcher.is_in(LONG)
    assert not list(matcher.spans(LONG))


def test_the_error_names_the_expression() -> None:
    with pytest.raises(SlowPatternError, match=r"^Query: /\^\(a\|aa\)\+\$/ takes too long on a sentence"):
        Matcher("^(a|aa)+$").is_in("a" * 60 + "b")


def test_many_sentences_that_each_take_a_while_end_the_query_too(monkeypatch) -> None:
    moments = iter(range(1000))
    monkeypatch.setattr("time.perf_counter", lambda: next(moments) / 5)
    matcher = Matcher("a")
    with pytest.raises(QueryError, match="takes too long"):
        [matcher.is_in("a") for _ in range(10)]


def test_many_sentences_that_each_take_a_while_end_the_marking_too(monkeypatch) -> None:
    moments = iter(range(1000))
    monkeypatch.setattr("time.perf_counter", lambda: next(moments) / 10)
    matcher = Matcher("a")
    marked = [list(matcher.spans("a")) for _ in range(10)]
    assert marked == [[(0, 1)]] * 3 + [[]] * 7


def test_what_was_slow_to_find_is_marked_all_the_same(monkeypatch) -> None:
    moments = iter(range(1000))
    monkeypatch.setattr("time.perf_counter", lambda: next(moments) / 2)
    matcher = Matcher("a")
    assert matcher.is_in("a")
    assert list(matcher.spans("a")) == [(0, 1)]


@pytest.mark.parametrize("regex", ["(", "[a", "*", "(?P<n>a)(?P<n>b", "a{2,1}", "(?z)"])
def test_refused_for_its_form(regex: str) -> None:
    assert "not valid" in (problem_with(regex) or "")


def test_none_takes_long_by_its_size() -> None:
    assert problem_with("(" * 5000 + ")" * 5000) is not None


#: Each would take gigabytes, and minutes, before the first sentence is looked at.
HUGE = (
    "a{1000000000}",
    "a{1000000000,}",
    r"\w{ 99999 , }",
    "[(]{20001}",
    r"[^]\]]{20001}",
    r"\({20001}",
    "(?:a{60000}){60000}",
    "(?:(?:a{30}){30}){30}",
    "(?:ab?|c){10000001}+x",
    "(?<x>a)(?=(?&x){20001})",
    "(" * 10 + "a" + "){5}" * 10,
    "(?:[[a])](?:a{200}){1}){200}",
    "a{" + "9" * 3_000 + "}",
    "(?x)a{ 20001 }",
)


@pytest.mark.parametrize("regex", HUGE, ids=lambda regex: regex[:30])
def test_what_is_huge_when_it_is_written_out_is_not_compiled(regex: str, monkeypatch) -> None:
    def compiled(*_: object) -> None:
        raise AssertionError("compiled")

    monkeypatch.setattr("regex.compile", compiled)
    assert problem_with(regex) == "this /regex/ is too large."


@pytest.mark.parametrize(
    "regex",
    [
        r"\d{4}-\d{2}-\d{2}",
        r"\w{20}" * 500,
        "a{0,1000000000}",
        "(?:a{1,9}){,99999}",
        "a{20000}",
        "[a{30000}]",
        "(a|b){999}",
    ],
    ids=lambda regex: regex[:30],
)
def test_what_is_small_when_it_is_written_out_is_taken(regex: str) -> None:
    assert problem_with(regex) is None


@given(
    st.recursive(
        st.sampled_from(["a", ".", r"\d", "[ab]", "[(]"]),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, st.integers(1, 6)).map(lambda of: f"(?:{of[0]}){{{of[1]}}}"),
            inner.map(lambda of: f"({of})?"),
        ),
        max_leaves=8,
    )
)
def test_it_is_never_smaller_than_what_must_be_there(regex: str) -> None:
    levels = [0]
    for token in re.findall(r"\(\?:|\(|\)\?|\)\{\d\}|\[[^]]*\]|\\d|.", regex):
        if token in ("(", "(?:"):
            levels.append(0)
        elif token.startswith(")"):
            levels[-2:] = [levels[-2] + levels[-1] * int(token[2:-1] or 1)]
        else:
            levels[-1] += 1
    assert written_out(regex) >= levels[0]


def test_a_sentence_is_looked_at_up_to_a_bound() -> None:
    text = "a" * MAX_SENTENCE + "b"
    assert Matcher("a$").is_in(text)
    assert not Matcher("b").is_in(text)
