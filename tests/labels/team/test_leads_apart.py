"""What several leads dealt out apart merges to one state, in whatever order it comes together."""

from __future__ import annotations

import shutil
from datetime import timedelta
from itertools import count, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.project import Project
from labels.team.sample import Size
from tests.examples import examples
from tests.labels.making import Clock, make_project
from tests.labels.team.test_team import held, texts

names = st.lists(st.sampled_from(["ana", "ben", "cleo"]), min_size=1, max_size=3, unique=True)
acts = st.one_of(
    st.tuples(st.just("assign"), names, st.floats(0, 1)),
    st.tuples(st.just("everyone"), names),
    st.tuples(st.just("return"), st.just(["ana"])),
    st.tuples(st.just("sample"), names),
    st.tuples(st.just("close"), st.just([])),
    st.tuples(st.just("label"), st.just([])),
    st.tuples(st.just("add"), st.just([])),
    st.tuples(st.just("lead"), names),
)


def act(project: Project, act, number: int) -> None:
    kind, people, *rest = act
    if kind == "assign":
        project.team.assign(*people, overlap=min(2, len(people)), share=rest[0])
    elif kind == "everyone":
        project.team.assign(*people, everyone=True)
    elif kind == "return":
        project.team.take_back(*people)
    elif kind == "sample":
        project.team.sample(Size(articles=2), *people, name=f"round {number % 2}-{number}", round=True)
    elif kind == "close":
        for name, sample in project.team.samples().items():
            if sample.round and not sample.closed:
                project.team.close_round(name)
    elif kind == "label":
        project.label(next(project.sentences()), "claim")
    elif kind == "add":
        project.add(texts(1, begin=1000 + number)[0])
    elif project.annotator in project.team.leads():
        project.team.make_lead(people[0])


@pytest.mark.slow
@given(st.lists(st.lists(acts, max_size=4), min_size=3, max_size=3))
@settings(max_examples=examples(25), deadline=None)
def test_what_several_leads_dealt_out_apart_merges_to_one_state_in_any_order(tmp_path_factory, histories):
    folder = tmp_path_factory.mktemp("leads")
    make_project(folder / "start.db", "ana", texts=texts(6)).close()
    numbers = count()
    for lead, history in zip(("ana", "zoe", "lea"), histories, strict=True):
        shutil.copy(folder / "start.db", folder / f"{lead}.db")
        with Project(folder / f"{lead}.db", lead, clock=Clock(step=1 + next(numbers))) as project:
            project.team.make_lead()
            for each in history:
                act(project, each, next(numbers))
    found = []
    for order in permutations(("ana", "zoe", "lea")):
        path = folder / f"{'-'.join(order)}.db"
        shutil.copy(folder / f"{order[0]}.db", path)
        with Project(path, order[0]) as project:
            for other in order[1:] + order[:1]:
                project.merge(folder / f"{other}.db")
            assert project.check().problems == []
            work = {
                (each.name, each.articles, each.decided, each.role) for each in project.team.figures().members.values()
            }
            found.append((project.digest(), held(project), work, project.team.samples()))
    assert all(each == found[0] for each in found)


def test_a_lead_whose_name_a_merge_brought_is_reached_by_their_key(tmp_path):
    with make_project(tmp_path / "leads.db", "lea") as lead:
        lead.team.make_lead()
        key = lead.team.figures().members["lea"].key
    later = Clock()
    later.now += timedelta(days=1)  # who was registered first keeps the name
    with make_project(tmp_path / "own.db", "lea", later) as own:
        own.label(next(own.sentences()), "claim")
        own.merge(tmp_path / "leads.db")
    with Project(tmp_path / "own.db", "lea") as own:
        assert own.annotator == "lea (2)"
        with pytest.raises(UsageError, match=f"--annotator {key}"):
            own.team.same("lea", "lea (2)")
    with Project(tmp_path / "own.db", key) as lead:
        assert lead.annotator == "lea"
        lead.team.same("lea", "lea (2)")
        assert set(lead.team.figures().members) == {"lea"}
        assert lead.check().problems == []
