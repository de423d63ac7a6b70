"""Every operator, alone and in random combinations, against a plain-Python filter over the same data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.query import Hit, QueryError, Search, count, estimates, find, pages, parse_query, plan, predicates
from labels.query.nodes import Leaf, Not
from labels.query.query import Query
from labels.values.progress import Progress
from tests.examples import default_cases, examples
from tests.labels.query.reference import ambiguous, selected
from tests.labels.query.worlds import MERGED, PEOPLE, SEEDS, leaves, queries, viewers, world

seeds = st.sampled_from((*SEEDS, MERGED))


@pytest.fixture(autouse=True, params=default_cases(["as shipped", "in small pieces"], 0))
def _sizes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Once with the sizes that large projects need, and once with small ones that set these projects the same tasks."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "in small pieces":
            patch.setattr(predicates, "LONG_LIST", 2)
            patch.setattr(predicates, "SPOT", 0.5)
            patch.setattr(estimates, "SAMPLE", 3)
            patch.setattr(estimates, "SORTABLE", 10)
            patch.setattr(plan, "SORTABLE", 10)
            patch.setattr(pages, "_WINDOW", 1)
            patch.setattr(pages, "_LARGEST_WINDOW", 2)
            patch.setattr(pages, "_AHEAD", 1)
            patch.setattr(pages, "LARGEST", 5)
        yield


def _places(seed: int, query: Query, viewer: str | None, **options: object) -> list[tuple[int, int]]:
    project, _ = world(seed)
    hits = find(project.connection, project.codebook, Search(query, viewer, **options))  # type: ignore[arg-type]
    return [hit[:2] for hit in hits]


@settings(max_examples=examples(150), deadline=None)
@given(seed=seeds, leaf=leaves, viewer=viewers, negated=st.booleans())
def test_every_operator(seed: int, leaf: Leaf, viewer: str | None, negated: bool) -> None:
    node = Not(leaf) if negated else leaf
    project, sentences = world(seed)
    expected = selected(sentences, node, viewer)
    assert _places(seed, Query(node), viewer) == expected
    assert count(project.connection, project.codebook, Search(Query(node), viewer)) == len(expected)


@settings(max_examples=examples(300), deadline=None)
@given(seed=seeds, query=queries, viewer=viewers)
def test_combinations(seed: int, query: Query, viewer: str | None) -> None:
    project, sentences = world(seed)
    if ambiguous(query.root):
        with pytest.raises(QueryError, match="two by:"):
            find(project.connection, project.codebook, Search(query, viewer))
        return
    expected = selected(sentences, query.root, viewer)
    assert _places(seed, query, viewer) == expected
    assert _places(seed, query, viewer, descending=True) == expected[::-1]
    assert count(project.connection, project.codebook, Search(query, viewer)) == len(expected)
    assert count(project.connection, project.codebook, Search(query, viewer, limit=3)) == min(3, len(expected))
    for n in range(1, 6):
        hits = find(project.connection, project.codebook, Search(query, viewer, articles=(n,)))
        assert {hit.start for hit in hits} == {start for article, start in expected if article == n}
        assert _places(seed, query, viewer, until=n) == [place for place in expected if place[0] <= n]


@settings(max_examples=examples(80), deadline=None)
@given(seed=seeds, query=queries, viewer=viewers, size=st.integers(1, 4), descending=st.booleans())
def test_paging_gives_the_same_as_one_go(
    seed: int, query: Query, viewer: str | None, size: int, descending: bool
) -> None:
    if ambiguous(query.root):
        return
    found: list[tuple[int, int]] = []
    after = None
    while page := _places(seed, query, viewer, after=after, limit=size, descending=descending):
        assert len(page) <= size
        found += page
        after = page[-1]
    assert found == _places(seed, query, viewer, descending=descending)


def test_spans_are_those_of_the_sentences() -> None:
    project, _ = world(0)
    spans = {(project.number_of(each.article), each.start, each.end) for each in project.sentences()}
    assert {*find(project.connection, project.codebook, Search(parse_query(""), None))} == spans


def test_hits_may_be_acted_on_while_they_come() -> None:
    project, _ = world(0)
    hits = find(project.connection, project.codebook, Search(parse_query(""), "ana"))
    for hit in islice(hits, 3):
        assert isinstance(hit, Hit)
        project.connection.execute("BEGIN IMMEDIATE")
        project.connection.execute("ROLLBACK")


INJECTIONS = (
    "x'; DROP TABLE annotation; --",
    '") OR 1=1 --',
    "claim' OR '1'='1",
    '" OR sentence_words MATCH "the',
    "NEAR(the elan)",
    "the AND elan",
    "text:the",
    "the*",
    "^the",
    "%",
    "a\0b",
)


@pytest.mark.parametrize("value", default_cases(INJECTIONS, 0, 20, 40))
@pytest.mark.parametrize("field", ["note", "article", "source", "label", "by", "near", ""])
def test_values_stay_values(field: str, value: str) -> None:
    project, sentences = world(1)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    text = f'{field}:"{escaped}"' if field else f'"{escaped}"'
    try:
        query = parse_query(text)
        found = _places(1, query, None)
    except QueryError:
        assert field in ("label", "by", "near") or not any(map(str.isalnum, value))
    else:
        assert found == selected(sentences, query.root, None)
    assert project.connection.execute("SELECT count(*) FROM annotation").fetchone()[0] > 0


@pytest.mark.parametrize("viewer", [*PEOPLE, None])
def test_a_search_stops_when_it_is_told_to(viewer: str | None) -> None:
    project, sentences = world(2)
    heard: list[int] = []
    every = find(
        project.connection,
        project.codebook,
        Search(parse_query("/./"), viewer),
        Progress(lambda seen, total: heard.append(seen)),
    )
    assert len(list(every)) == heard[-1] == len(sentences)
    asked_ = iter([False] * 5)
    stopped = find(
        project.connection,
        project.codebook,
        Search(parse_query("/./"), viewer),
        Progress(cancelled=lambda: next(asked_, True)),
    )
    assert len(list(stopped)) < 5
    assert (
        list(
            find(
                project.connection,
                project.codebook,
                Search(parse_query("the"), viewer),
                Progress(cancelled=lambda: True),
            )
        )
        == []
    )


def test_unknown_names_are_told_at_once() -> None:
    project, _ = world(0)
    for text, column, said in (
        ("the label:clam", 5, "Did you mean “claim”?"),
        ("near:nothing", 1, "It has claim, quote, fact, opinion."),
        ("the -by:ann", 6, "Did you mean “ana”?"),
        ("(by:nobody is:flagged)", 2, "Known annotators: ana, bo, zoë."),
    ):
        with pytest.raises(QueryError) as caught:
            find(project.connection, project.codebook, Search(parse_query(text), "ana"))
        assert caught.value.column == column
        assert said in str(caught.value)
