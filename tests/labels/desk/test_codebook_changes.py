"""Every verb of the desk under every change of the codebook: a clear answer, nothing wrong written, no crash.

A lead changes the codebook from another process, or a merge brings one that nobody here planned; the desk hears of it
before its next verb, or only at the moment at which it writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from labels.bulk import BulkChange, carry_out, done_in_words, preview
from labels.desk import Desk, Step
from labels.errors import CodebookError, UsageError
from labels.journal.event import Event
from labels.journal.kinds.decision import check_labels
from labels.journal.rows import events_where
from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import check
from labels.projections.read import annotations_of
from labels.query import Search, find, parse_query
from labels.values.annotation import UNTOUCHED
from tests.examples import is_proof
from tests.labels.desk.codebooks import CHANGES, change_codebook
from tests.labels.making import SCHEME, Clock, make_project

TEXTS = ("One is here.\n\nTwo, as it was said.\n\nThree is here.\n\nFour is here.", "Another one. And one more.")

#: Rows of the first article: with two labels; carried from such a one; with one label; undecided.
BOTH, CARRIED, ONE, NOTHING = 0, 1, 3, 4


# -- the verbs ------------------------------------------------------------------------------------------------


def bulk(deed: BulkChange) -> Callable[[Desk], Step]:
    def verb(desk: Desk) -> Step:
        project = desk.project
        hits = list(find(project.connection, project.codebook, Search(parse_query(""), project.annotator)))
        planned = preview(project.reader, project.annotator, deed, hits)
        try:
            done = carry_out(project.reader, project.journal, planned)
        except UsageError as error:
            return replace(desk.refresh(), notice=str(error))
        desk.refresh_after_failing(Step())  # the list is not written by the desk itself
        return Step(notice=done_in_words(done))

    return verb


def undo_first(desk: Desk) -> Step:
    actions = [entry.event.action for entry in desk.history() if entry.in_force and entry.event.kind == "label"]
    return desk.undo_action(actions[0] if actions else b"no such action")


VERBS: dict[str, Callable[[Desk], Step]] = {
    "label claim": lambda desk: desk.label("claim"),
    "label quote": lambda desk: desk.label("quote"),
    "toggle claim": lambda desk: desk.toggle("claim"),
    "toggle quote": lambda desk: desk.toggle("quote"),
    "toggle fact": lambda desk: desk.toggle("fact"),
    "skip": Desk.skip,
    "clear": Desk.clear,
    "confirm": Desk.confirm,
    "repeat": Desk.repeat,
    "flag": Desk.flag,
    "flag because": lambda desk: desk.flag_because("odd"),
    "note": lambda desk: desk.note("hm"),
    "example claim": lambda desk: desk.add_example("claim"),
    "counter-example quote": lambda desk: desk.add_example("quote", counter=True),
    "split": lambda desk: desk.split(desk.page.span(desk.cursor)[0] + 5),
    "join": Desk.join,
    "undo": Desk.undo,
    "redo": Desk.redo,
    "undo one action": undo_first,
    "label all claim": bulk(BulkChange("label", "claim")),
    "label all quote": bulk(BulkChange("label", "quote")),
    "skip all": bulk(BulkChange("skip")),
    "clear all": bulk(BulkChange("clear")),
    "flag all": bulk(BulkChange("flag")),
}

#: Verbs that say labels: only they can find out at the last moment that they cannot.
SPEAKING = ("claim", "quote", "fact", "confirm", "repeat")

#: What cannot be done under a change, by change and verb, and what is answered; on every row that is decided.
GONE = "“claim” is no longer in the codebook."
EXCLUDED = "“claim” and “quote” exclude each other in this codebook. Give one of them."
REFUSED: dict[tuple[str, str], str] = {
    ("retired", "label claim"): GONE,
    ("retired", "toggle claim"): GONE,
    ("retired", "toggle quote"): f"{GONE} A label’s key alone takes the place of what is there.",
    ("retired", "toggle fact"): f"{GONE} A label’s key alone takes the place of what is there.",
    ("retired", "confirm"): GONE,
    ("retired", "repeat"): GONE,
    ("retired", "example claim"): GONE,
    ("retired", "label all claim"): GONE,
    ("merged", "label claim"): GONE,
    ("merged", "toggle claim"): GONE,
    ("merged", "example claim"): GONE,
    ("merged", "label all claim"): GONE,
    ("choose one", "confirm"): EXCLUDED,
    ("choose one", "repeat"): EXCLUDED,
    ("exclude each other", "confirm"): EXCLUDED,
    ("exclude each other", "repeat"): EXCLUDED,
    ("exclude each other", "toggle fact"): EXCLUDED,
    ("dropped", "label claim"): GONE,
    ("dropped", "toggle claim"): GONE,
    ("dropped", "toggle fact"): f"{GONE} A label’s key alone takes the place of what is there.",
    ("dropped", "confirm"): GONE,
    ("dropped", "repeat"): GONE,
    ("dropped", "example claim"): GONE,
    ("dropped", "label all claim"): GONE,
}

#: What is written although the codebook changed: the labels that the decision then reads.
WRITTEN: dict[tuple[str, str], tuple[str, ...]] = {
    ("retired", "label quote"): ("quote",),
    ("renamed", "label claim"): ("claim",),
    ("renamed", "repeat"): ("claim", "quote"),
    ("renamed", "confirm"): ("claim", "quote"),
    ("merged", "repeat"): ("opinion", "quote"),
    ("merged", "confirm"): ("opinion", "quote"),
    ("merged into the other", "repeat"): ("quote",),
    ("merged into the other", "confirm"): ("quote",),
    ("choose one", "toggle fact"): ("fact",),
    ("exclude each other", "toggle claim"): ("quote",),
    ("dropped", "skip"): (),
}


# -- a desk at the moment of the change -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the last decision gave two labels, and the next redo would give one."""
    path = tmp_path_factory.mktemp("codebook") / "news.db"
    with make_project(path, "ana", Clock(), TEXTS) as project:
        for sentence in list(project.sentences())[:2]:
            project.label(sentence, "claim", "quote")
        project.split(list(project.sentences())[1], at=TEXTS[0].index("it was"))
        desk = Desk(project)
        desk.open_article(1, ONE)
        desk.label("claim")
        desk.go_to(BOTH)
        desk.clear()
        desk.toggle("claim")
        desk.toggle("quote")
    return path


@contextmanager
def changed(begun: Path, tmp_path: Path, change: str, row: int, *, heard: bool = True) -> Iterator[Desk]:
    """A desk on a copy of the project, with the codebook changed by somebody else since its last key.

    Where it is not `heard`, the desk finds out only when it writes.
    """
    path = tmp_path / "copy.db"
    for old in tmp_path.glob("copy.db*"):
        old.unlink()
    shutil.copy(begun, path)
    with Project(path, "ana", clock=Clock()) as project, Project(path, "lead", clock=Clock()) as lead:
        for each in (project, lead):
            each.connection.execute("PRAGMA synchronous = OFF")
        desk = Desk(project)
        desk.open_article(1, NOTHING)
        desk.label("claim")
        desk.undo()
        desk.go_to(row)
        assert desk.project.codebook == SCHEME
        change_codebook(lead, CHANGES[change])
        if not heard:

            def unheard() -> Step:
                del desk.refresh
                return Step()

            desk.refresh = unheard  # type: ignore[method-assign]
        yield desk
        vars(desk).pop("refresh", None)


def events_since(desk: Desk, seq: int) -> list[Event]:
    return list(events_where(desk.project.connection, "seq > ?", [seq]))


def newest(desk: Desk) -> int:
    (seq,) = desk.project.connection.execute("SELECT max(seq) FROM journal").fetchone()
    return int(seq)


# -- what always holds ----------------------------------------------------------------------------------------


#: Each change is tried where the desk has heard of it and where it has not: this one always, half of the others in the
#: slow run, and all under the profile `proof`.
ALWAYS = (("dropped both", False),)
TRIED = [
    pytest.param(change, heard, marks=() if (change, heard) in ALWAYS else pytest.mark.slow)
    for place, change in enumerate(CHANGES)
    for heard in (True, False)
    if (change, heard) in ALWAYS or heard == bool(place % 2) or is_proof()
]


@pytest.mark.parametrize(("change", "heard"), TRIED)
def test_no_verb_crashes_writes_what_cannot_be_said_or_keeps_silent(
    begun: Path, tmp_path: Path, change: str, heard: bool
) -> None:
    for row in (BOTH, CARRIED, NOTHING):
        for verb, do in VERBS.items():
            if not heard and not any(word in verb for word in SPEAKING):
                continue
            with changed(begun, tmp_path, change, row, heard=heard) as desk:
                where, before = f"{verb} in row {row}", newest(desk)
                step = do(desk)
                new = events_since(desk, before)
                codebook = codebooks.current(desk.project.connection, desk.project.viewer)
                assert codebook is not None
                for event in new:
                    if event.kind in ("label", "example"):
                        check_labels(event.payload["labels"], codebook[1])
                went_on = verb == "confirm" and row in (BOTH, NOTHING)  # nothing to confirm there
                assert new or step.notice or went_on, where
                desk.refresh()
                kept = annotations_of(desk.project.connection, desk.page.article.n, "ana")
                assert [desk.annotation(n) for n in range(len(desk.page))] == [
                    kept.get(desk.page.span(n), UNTOUCHED) for n in range(len(desk.page))
                ], where
                assert desk.tally.decided == desk.project.progress().decided, where
    assert check(tmp_path / "copy.db").problems == []


# -- what is answered -----------------------------------------------------------------------------------------


#: Where the desk has not heard that a label went, taking it away is right all the same.
LATE = [(change, verb, False) for change, verb in REFUSED if verb != "toggle claim"]


@pytest.mark.parametrize(("change", "verb", "heard"), [*((*each, True) for each in REFUSED), *LATE])
def test_what_cannot_be_said_any_more_is_refused_in_clear_words(
    begun: Path, tmp_path: Path, change: str, verb: str, heard: bool
) -> None:
    with changed(begun, tmp_path, change, CARRIED, heard=heard) as desk:
        before, cursor = newest(desk), desk.cursor
        step = VERBS[verb](desk)
        if heard:
            assert step.notice == REFUSED[change, verb]
        assert "codebook" in step.notice
        assert newest(desk) == before
        assert desk.cursor == cursor
        assert step.reloaded or "all" in verb, "the desk takes in the new codebook with the answer"


@pytest.mark.parametrize(("change", "verb"), WRITTEN)
def test_what_can_still_be_said_is_written(begun: Path, tmp_path: Path, change: str, verb: str) -> None:
    with changed(begun, tmp_path, change, CARRIED) as desk:
        before = newest(desk)
        VERBS[verb](desk)
        assert newest(desk) > before
        assert desk.annotation(CARRIED).labels == WRITTEN[change, verb]
        assert not desk.annotation(CARRIED).carried


@pytest.mark.parametrize("change", CHANGES)
def test_undo_and_redo_bring_back_what_was_said_whatever_the_codebook_became(
    begun: Path, tmp_path: Path, change: str
) -> None:
    with changed(begun, tmp_path, change, BOTH) as desk:
        before, n, span = newest(desk), desk.page.article.n, desk.page.span(NOTHING)
        assert desk.redo().notice.startswith("Done again: ")
        assert desk.project.reader.annotation_of(n, span, desk.project.annotator).decided  # it leads on, like the key
        (event,) = events_since(desk, before)
        assert event.kind == "redo"
        assert desk.undo().notice.startswith("Undone: ")
        assert not desk.annotation(NOTHING).decided


def test_one_label_a_sentence_is_refused_by_the_plan_while_sentences_carry_several(begun: Path, tmp_path: Path) -> None:
    with changed(begun, tmp_path, "renamed", BOTH) as desk:
        project = desk.project
        project.reread_codebook()
        with pytest.raises(CodebookError):
            project.plan_codebook(replace(project.codebook, choose="one"))
