"""What exports and summaries make of a query, against the same plain-Python filter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.exporting.records import records
from labels.exporting.selection import Selection
from labels.query import QueryError, Search, parse_query
from labels.query.query import Query
from labels.query.summary import summary
from tests.examples import examples
from tests.labels.query.reference import ambiguous, selected
from tests.labels.query.worlds import PEOPLE, SEEDS, queries, viewers, world

seeds = st.sampled_from(SEEDS)


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None)
@given(seed=seeds, query=queries)
def test_an_export_asks_for_each_annotator(seed: int, query: Query) -> None:
    if ambiguous(query.root):
        return
    project, sentences = world(seed)
    everything = Selection(statuses=("labelled", "skipped", "undecided"))
    wanted = {name: {*selected(sentences, query.root, name)} for name in PEOPLE}
    expected = [
        record
        for record in records(project.view, everything)
        if (project.number_of(record["article_id"]), record["start"]) in wanted[record["annotator"]]
    ]
    assert list(records(project.view, Selection(statuses=everything.statuses, query=query))) == expected


def test_an_export_refuses_a_query_it_cannot_ask() -> None:
    project, _ = world(0)
    with pytest.raises(QueryError, match="no label “clam”"):
        list(records(project.view, Selection(query=parse_query("label:clam"))))
    assert not project.connection.in_transaction


@settings(max_examples=examples(60), deadline=None)
@given(seed=seeds, query=queries, viewer=viewers)
def test_a_summary_counts_what_is_selected(seed: int, query: Query, viewer: str | None) -> None:
    if ambiguous(query.root):
        return
    project, sentences = world(seed)
    places = {*selected(sentences, query.root, viewer)}
    chosen = [each for each in sentences if (each.article.n, each.start) in places]
    found = summary(project.connection, project.codebook, Search(query, viewer))
    assert found.sentences == len(chosen)
    assert found.articles == len({each.article.n for each in chosen})
    for name in PEOPLE:
        marks = [each.marks[name] for each in chosen if name in each.marks]
        assert found.completion[name].labelled == sum(mark.status == "labelled" for mark in marks)
        assert found.completion[name].skipped == sum(mark.status == "skipped" for mark in marks)
        assert found.completion[name].flagged == sum(mark.flagged for mark in marks)
        assert found.completion[name].noted == sum(mark.note != "" for mark in marks)
    labels = [label for each in chosen for mark in each.marks.values() for label in mark.labels]
    assert found.labels == {label: labels.count(label) for label in sorted(set(labels))}
