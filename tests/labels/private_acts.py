"""A project with a lead, in which Ben does what nobody but he and the lead may notice."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, get_args

from hypothesis import strategies as st

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.errors import UsageError
from labels.journal.event import GOLD, Act
from labels.project import Project
from labels.review.settling import settlement
from labels.segmentation import CutResult
from labels.sentence import Cut, Sentence
from labels.suggest.shown import MODES
from labels.values.review import ReviewUnit
from tests.labels.making import TEXTS, Clock, make_project, use_codebook

What = Literal[
    "claim", "quote", "fact", "skip", "clear", "flag", "note", "undo", "redo", "many", "example",
    "whole", "import", "mode",
    "settle", "settle by rule", "unsettle", "say why", "settle undone", "send back", "open", "tie-break", "model",
]  # fmt: skip

#: One act of Ben's: what, and of which sentence (counted over all of them, and round).
Private = tuple[What, int]

KINDS: tuple[What, ...] = get_args(What)

#: What Lea does, who leads: she settles what she opens to nobody but Ben, sends work back to Ben or gives him single
#: sentences, and keeps what the model of the annotators finds.
OF_THE_LEAD = (
    "settle", "settle by rule", "unsettle", "say why", "settle undone", "send back", "open", "tie-break", "model",
)  # fmt: skip

#: What Ben may do in a while.
PRIVATE = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), min_size=1, max_size=12)

#: Some of everything.
MUCH: tuple[Private, ...] = (
    *(("claim", row) for row in range(6)), ("quote", 7), ("skip", 6), ("undo", 1), ("flag", 1), ("note", 1),
    ("clear", 2), ("example", 1), ("fact", 3), *(("settle", row) for row in range(4)), ("say why", 1),
    ("settle undone", 0), ("unsettle", 2), ("send back", 1), ("open", 0),
    ("whole", 0), ("import", 3), ("mode", 1), ("tie-break", 7), ("model", 0), ("settle by rule", 0),
)  # fmt: skip


def make_team(path: Path, lead: str | None = "lea") -> None:
    """A project of ana, ben and lea, who gave Ben the first article, Ana all; `lead` is the lead.

    The codebook, which lea wrote last, contradicts whoever gives claim to the second sentence.
    Lea settled the first sentences otherwise than Ana said, and opened that to Ana.
    """
    clock = Clock()
    with make_project(path, "ana", clock) as ana, Project(path, "ben", clock=clock) as ben:
        first, second, third, *_, last = ana.sentences()
        ana.label(first, "claim", seconds=4.0)
        ana.note(first, "mine")
        ana.skip(third, seconds=2.0)
        ben.label(second, "quote", seconds=1.0)
        ana.flag(second, reason="unsure")
        with Project(path, "lea", clock=clock) as lea:
            import_work(lea, 0)  # everybody sees who is registered, so Dora is here before
            # Everybody sees how sentences are cut. So Ben has not done it, and cannot undo it.
            lea.split(last, last.start + last.text.index("came"))
            lea.label(first, "fact", seconds=3.0)
            if lead is not None:
                make_lead(lea, lead)
            for sentence in (first, third):
                settle(lea, sentence, "quote", reason="a voice speaks")
            lea.feedback.open("ana")
            for name, n in (("ana", 1), ("ana", 2), ("ana", 3), ("ben", 1)):
                lea.journal.record([Act("assign", n, payload={"to": key_of(lea, name), "on": True, "why": "overlap"})])
            labels = [
                replace(each, counter_examples=(second.text,)) if each.id == "claim" else each
                for each in lea.codebook.labels
            ]
            use_codebook(lea, replace(lea.codebook, labels=tuple(labels)))


def settle(lea: Project, sentence: Sentence, label: str, reason: str = "") -> None:
    """Settle a sentence as somebody does who sees all that was said of it."""
    n, span = lea.number_of(sentence.article) or 0, (sentence.start, sentence.end)
    seen = lea.gold.units(n).get(span, ReviewUnit())
    lea.journal.record([settlement(n, span, seen, (label,), reason=reason)])


def make_lead(project: Project, name: str) -> None:
    """Make the annotator with this name a lead."""
    project.journal.record([Act("annotator", payload={"who": key_of(project, name), "role": "lead"})])


def key_of(project: Project, name: str) -> str:
    """The key of the annotator with this name."""
    (key,) = project.connection.execute(
        "SELECT key FROM person JOIN team ON team.person = person.n WHERE shown = ?", (name,)
    ).fetchone()
    return str(key)


def clock_at(seconds: float, step: float = 0.0) -> Clock:
    """A clock that stands so many seconds after the team began, or goes on from there by `step`."""
    clock = Clock(step)
    clock.now += timedelta(seconds=seconds)
    return clock


def act(path: Path, acts: Sequence[Private], at: float = 3600.0) -> None:
    """Let Ben do it, beginning `at` seconds after the team began."""
    clock = clock_at(at, step=1.0)
    with Project(path, "ben", clock=clock) as ben, Project(path, "lea", clock=clock) as lea:
        for what, number in acts:
            if what in OF_THE_LEAD:
                _act_of_lead(lea, what, number)
            else:
                _act(ben, what, number)


def _act_of_lead(lea: Project, what: What, number: int) -> None:
    sentences = list(lea.sentences())
    sentence = sentences[number % len(sentences)]
    unit = lea.number_of(sentence.article) or 0, sentence.start, sentence.end
    match what:
        case "unsettle":
            lea.journal.record([Act("clear", *unit, {"saw": []}, GOLD)])
        case "say why":
            lea.journal.record([Act("note", *unit, {"text": f"as in {number}"}, GOLD)])
        case "settle undone":
            lea.journal.undo(review=True)
        case "send back":
            lea.journal.record([Act("return", *unit, {"to": key_of(lea, "ben"), "on": True, "why": "read on"})])
        case "open":
            lea.feedback.open("ben")
        case "settle by rule":
            lea.settle_by_rule("majority")
        case "tie-break":
            with suppress(UsageError):  # Ben said something of it
                lea.team.assign_units([unit], "ben")
        case "model":
            lea.keep_annotator_model(lea.agreement())
        case _:
            settle(lea, sentence, ("claim", "fact")[number % 2])


def import_work(project: Project, number: int) -> None:
    """Import decisions of Ben and of Dora on the sentences of the first article as they are."""
    text = TEXTS[0]
    known = [each for each in project.sentences() if text[each.start : each.end] == each.text]
    cuts = tuple(Cut(each.start, each.end, each.paragraph) for each in known)
    cut = CutResult(cuts, "given", "en", "given 1")
    at = clock_at(float(number))().isoformat()
    one = cuts[number % len(cuts)]
    decisions = [Decision(one.start, one.end, "labelled", ("fact",), who, at, note="theirs") for who in ("dora", "ben")]
    project.ingest([Incoming(Article(text), cut, decisions, "jsonl: theirs.jsonl")])


def _act(ben: Project, what: What, number: int) -> None:
    sentences = list(ben.sentences())
    sentence = sentences[number % len(sentences)]
    match what:
        case "skip":
            ben.skip(sentence, seconds=0.5 + number)
        case "clear":
            ben.clear(sentence)
        case "flag":
            ben.flag(sentence, number % 2 == 0, "look" if number % 2 == 0 else "")
        case "note":
            ben.note(sentence, f"note {number}")
        case "undo":
            ben.undo() if number else None
        case "redo":
            ben.redo()
        case "example":  # from the first article, which Ana has as well: elsewhere it would be shared
            own = [each for each in sentences if each.article == sentences[0].article]
            ben.add_example(own[number % len(own)], "claim", counter=number % 2 == 0)
        case "whole":
            ben.journal.record([Act("label", ben.number_of(sentence.article), payload={"labels": ["quote"]})])
        case "import":
            import_work(ben, number)
        case "mode":
            ben.suggestions.set_mode(MODES[number % len(MODES)])
        case "many":
            ben.annotate("is:undecided", label="quote")
        case _:
            ben.label(sentence, what, seconds=1.0 + number)
