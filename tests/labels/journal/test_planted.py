"""Each condition that the fold, the projections or a merge could be short of is missed by the laws.

One after the other is taken out of the real code; some history must then break a law.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from labels.errors import ProjectError
from labels.journal import act_units, append, article_state, fold, ingest, merge, project_fold
from labels.journal.article_state import ArticleState, goes_before
from labels.journal.event import Act
from labels.journal.fold import Registry
from labels.journal.kinds import decision, reversal
from labels.journal.kinds.segment import in_force
from labels.journal.project_fold import Codebooks
from labels.project import Project
from labels.projections import gold_steps, project
from labels.projections.units import ArticleNow, UnitsNow, units_now
from labels.values.annotation import carried, joined
from tests.examples import is_proof, proof_or
from tests.labels.journal import test_mending
from tests.labels.journal.drawing import drawn
from tests.labels.journal.histories import Templates
from tests.labels.journal.laws import LAWS, History
from tests.labels.journal.trials import trial
from tests.labels.making import Clock, make_project

pytestmark = pytest.mark.slow

Patch = tuple[Any, str, Any]


def owned_by_anybody(events, reversals, same=None):
    """Anybody's undo counts."""
    latest: dict[bytes, Any] = {}
    for event in reversals:
        if event.kind in ("undo", "redo") and (event.undoes not in latest or event.id > latest[event.undoes].id):
            latest[event.undoes] = event
    return {action for action, event in latest.items() if event.kind == "undo"}


def by_arrival(events, reversals, same=None):
    """The undo or redo that came last counts, not the one with the greatest id."""
    last = {event.undoes: event for event in reversals}
    return reversal.undone_actions(events, last.values(), same)


def by_any_kind(events, reversals, same=None):
    """Whatever points at an action takes it back, if it is no redo."""
    told = [event if event.kind == "redo" else event._replace(kind="undo") for event in reversals]
    return reversal.undone_actions(events, told, same)


def carried_count(annotations, span):
    """Carried annotations are votes."""
    main = [said[span] for (_, layer), said in annotations.items() if layer == 0 and span in said]
    return {annotation.event.hex() for annotation in main if annotation.event is not None}


def newest_cut(events, leads):
    """The newest segmentation counts, also where nobody adopted it."""
    return max(events, key=lambda event: event.id, default=None)


def cut_by_anybody(events, leads):
    return in_force(events, frozenset())


def without_parents(events, registry):
    """The greatest codebook is in force, whatever goes on from what."""
    by_leads = [event for event in events if registry.may(event.person)] or list(events)
    return Codebooks(
        tuple(events), frozenset(event.id for event in by_leads), max((e.id for e in by_leads), default=None)
    )


def put_beside_parts(state, event, voice, unit, annotation):
    """A decision on a whole sentence leaves what was put aside before it."""
    with mock.patch.object(state, "_aside", {}):
        ArticleState_put(state, event, voice, unit, annotation)


ArticleState_put = ArticleState._put


def in_place_of_anything(state, event, here):
    """A rule replaces what a person settled."""
    return goes_before(event, here)


def without_starts(state, unit):
    """A sentence is decided as soon as its first and last part are."""
    return [unit[0], unit[1] - 1]


def without_end(state, unit):
    places = places_in(state, unit)
    return places[:-1]


places_in = ArticleState._places_in


def under_no_codebook(annotation, event, *, shared=False):
    return replace(decided(annotation, event, shared=shared), codebook=None)


decided = decision.decided


def waits_nowhere(*_):
    return iter(())


#: Faults of the fold.
OF_THE_FOLD: dict[str, list[Patch]] = {
    "an older import replaces a newer decision": [
        (article_state, "goes_before", lambda event, here: False),
    ],
    "what was put aside outlives its sentence": [(ArticleState, "_forget_aside", lambda self, *spans: None)],
    "what was put aside outlives a decision on the whole": [(ArticleState, "_put", put_beside_parts)],
    "a rule replaces a person": [(ArticleState, "_gives_way", in_place_of_anything)],
    "parts decide a whole of which some part is not decided": [(ArticleState, "_places_in", without_starts)],
    "the first part decides a whole": [(ArticleState, "_places_in", without_end)],
    "carried annotations are votes": [(fold, "_votes", carried_count)],
    "undo of what somebody else did": [(fold, "undone_actions", owned_by_anybody)],
    "the reversal that came last counts": [(fold, "undone_actions", by_arrival)],
    "the newest cut is in force": [(fold, "in_force", newest_cut)],
    "anybody's cut is in force": [(fold, "in_force", cut_by_anybody)],
    "codebooks have no parents": [(project_fold, "codebooks_of", without_parents)],
    "what waits is not counted": [(fold, "waiting_decisions", waits_nowhere)],
    "a part inherits as if decided itself": [(article_state, "carried", lambda annotation: annotation)],
    "a join keeps what the left one says": [(article_state, "joined", lambda left, right: carried(left))],
    "a join takes what either says": [
        (article_state, "joined", lambda left, right: joined(left, right) if left.decided and right.decided else max(
            left, right, key=lambda each: each.event or b"")),
    ],
    "everybody's gold counts": [(Registry, "may", lambda self, person: True)],
    "people who are one are two": [(Registry, "who", lambda self, person: person)],
    "gold of two leads is never contested": [(fold, "_latest_of_others", lambda *_: [])],
    "decisions are under no codebook": [(decision, "decided", under_no_codebook)],
    "many at once are as one": [(fold, "actions_of_several", lambda events: frozenset())],
    "an event of an unknown kind takes something back": [(fold, "undone_actions", by_any_kind)],
}  # fmt: skip


def counted_up(milliseconds: int, newest: bytes | None, count: int) -> list[bytes]:
    """Ids that go on from the last one where the clock is behind."""
    value = int.from_bytes(newest or b"", "big")
    if newest is None or milliseconds > value >> 80:
        value = milliseconds << 80 | 0x7 << 76 | 0b10 << 62
    return [(value + more).to_bytes(16, "big") for more in range(1, count + 1)]


def steps_of_rules_too(acts: Sequence[Act], units: Mapping[int, UnitsNow], layer: int) -> bool:
    """Whether acts are taken alone, if a rule could take the place of what a person settled."""
    by_hand = [replace(act, payload={k: v for k, v in act.payload.items() if k != "rule"}) for act in acts]
    return append_steps(by_hand, units, layer)


append_steps = append.are_single_steps


#: Faults of what is kept: short cuts taken where they are none, or something not folded anew.
OF_FILES: dict[str, list[Patch]] = {
    "a merge does not fold what was undone elsewhere": [(merge.Merge, "_touched_by_reversals", lambda self: set())],
    "a merge does not fold for other leads or people": [(merge, "articles_of_roles", lambda *_: set())],
    "an act does not fold for other leads or people": [(project, "articles_of_roles", lambda *_: set())],
    "a merge leaves the codebook as it was": [(merge, "PROJECT_WIDE", frozenset())],
    "single steps though decisions wait": [
        (act_units, "units_now", lambda *given: units_now(*given)._replace(single_steps=True)),
    ],
    "an undo folds a unit alone though the article is not plain": [
        (project, "article_now", lambda connection, n: ArticleNow(False, True, False)),
    ],
    "a vote leaves the state of what was settled": [(append, "keep_gold_states", lambda *_: None)],
    "a settlement leaves its state": [(gold_steps, "keep_gold_states", lambda *_: None)],
    "what was settled for a longer sentence is taken alone": [(gold_steps, "refold_article", lambda *_: None)],
    "what a rule settles is taken alone": [(append, "are_single_steps", steps_of_rules_too)],
    "ids count up from the last": [(append, "ids_of_action", counted_up), (ingest, "ids_of_action", counted_up)],
}  # fmt: skip


#: Faults that few histories meet: they are looked for under the profile `proof`.
RARE = {
    "a merge does not fold for other leads or people",
    "a merge does not fold what was undone elsewhere",
    "an act does not fold for other leads or people",
    "an undo folds a unit alone though the article is not plain",
    "gold of two leads is never contested",
    "what was put aside outlives a decision on the whole",
    "what was put aside outlives its sentence",
    "what a rule settles is taken alone",
    "single steps though decisions wait",
    "what was settled for a longer sentence is taken alone",
}


@contextmanager
def planted(patches: list[Patch]) -> Iterator[None]:
    with ExitStack() as stack:
        for owner, name, fault in patches:
            stack.enter_context(mock.patch.object(owner, name, fault))
        yield


@pytest.mark.parametrize("fault", [fault for fault in OF_THE_FOLD if fault not in RARE or is_proof()])
def test_a_fault_of_the_fold_breaks_a_law(fault: str) -> None:
    with planted(OF_THE_FOLD[fault]):
        assert any(map(breaks_a_law, range(3000)))


def test_without_a_fault_no_law_is_broken() -> None:
    assert not any(map(breaks_a_law, range(proof_or(1000, 200))))


def breaks_a_law(seed: int) -> bool:
    draw = random.Random(seed)
    history = History(drawn(draw, steps=draw.choice((8, 16, 24))))
    return any(is_broken(law, history) for law in LAWS)


def is_broken(law: Callable[[History], None], history: History) -> bool:
    try:
        law(history)
    except AssertionError:
        return True
    return False


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> tuple[Path, Templates]:
    return tmp_path_factory.mktemp("work"), Templates(tmp_path_factory.mktemp("templates"))


@pytest.mark.parametrize("fault", [fault for fault in OF_FILES if fault not in RARE or is_proof()])
def test_a_fault_of_what_is_kept_is_noticed_on_files(places, fault: str) -> None:
    with planted(OF_FILES[fault]):
        assert any(goes_wrong(seed, places) for seed in range(120))


def goes_wrong(seed: int, places: tuple[Path, Templates]) -> bool:
    try:
        trial(seed, *places, steps=30)
    except (AssertionError, ProjectError):
        return True
    return False


def test_what_comes_back_on_a_sentence_that_is_gone_is_noticed(tmp_path: Path) -> None:
    """Chance hardly ever undoes and redoes in the order that it takes."""
    with (
        make_project(tmp_path / "news.db") as ana,
        Project(ana.path, "bo", clock=Clock()) as bo,
        planted([(project, "_are_there", lambda *_: True)]),
        pytest.raises(AssertionError),
    ):
        test_mending.test_what_is_brought_back_when_its_sentence_is_gone_waits_for_it(ana, bo)
