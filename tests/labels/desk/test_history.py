"""The history of a sentence in words: every kind, undone and waiting ones, and what can be taken back."""

from __future__ import annotations

import re

import pytest

from labels.article import Article
from labels.decision import Decision, Incoming
from labels.desk import Desk
from labels.desk.describe import entry_in_words
from labels.journal.event import Act, Event
from labels.journal.history import Entry
from labels.project import Project
from labels.segmentation import CutResult
from labels.sentence import Cut
from tests.labels.making import TEXTS

WHEN = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ")


def told(desk: Desk) -> list[str]:
    """The history of the sentence under the cursor without the times."""
    lines = [entry_in_words(entry, desk.project.codebook) for entry in desk.history()]
    assert all(WHEN.match(line) for line in lines)
    return [WHEN.sub("", line) for line in lines]


def cut_in_the_middle(project: Project, half: int) -> None:
    """A decision by bo on a half of the first sentence comes from a file in which it was cut in two."""
    first = next(project.sentences())
    cuts = (Cut(0, 10, 0), Cut(11, first.end, 0))
    decision = Decision(cuts[half].start, cuts[half].end, "labelled", ("quote",), annotator="bo")
    cut = CutResult(cuts, "given", "en", "given 1")
    project.ingest([Incoming(Article(TEXTS[0]), cut, [decision], "jsonl: bo.jsonl")])


def test_every_kind_is_told_in_words(project: Project) -> None:
    desk = Desk(project)
    desk.toggle("claim")
    desk.toggle("fact")
    desk.skip()
    desk.go_to(0)
    desk.clear()
    desk.flag("odd")
    desk.flag()
    desk.note("hm")
    desk.note("")
    desk.add_example("quote", counter=True)
    desk.split(11)
    desk.join()
    assert [re.sub(r"\([\d.]+ s, ", "(", line) for line in told(desk)] == [
        "ana  claim  (codebook 2)",
        "ana  claim + fact  (codebook 2)",
        "ana  skipped  (codebook 2)",
        "ana  decision cleared",
        "ana  flagged: odd",
        "ana  unflagged",
        "ana  noted: hm",
        "ana  note taken away",
        "ana  made counter-example of quote",
        "ana  split in two",
        "ana  joined with the next",
    ]


def test_a_suggestion_that_was_in_view_is_told(project: Project) -> None:
    project.label(next(project.sentences()), "claim", seconds=4.25, suggested=("quote", 0.7))
    desk = Desk(project)
    desk.go_to(0)
    assert told(desk) == ["ana  claim  (4.25 s, codebook 2, quote was suggested)"]


def test_an_imported_decision_has_the_number_that_its_record_told(project: Project) -> None:
    first = next(project.sentences())
    decision = Decision(first.start, first.end, "skipped", annotator="bo", codebook_version=7)
    cuts = tuple(Cut(each.start, each.end, each.paragraph) for each in project.sentences(first.article))
    cut = CutResult(cuts, "given", "en", "given 1")
    project.ingest([Incoming(Article(TEXTS[0]), cut, [decision], "jsonl: bo.jsonl")])
    assert told(Desk(project)) == ["bo  skipped  (codebook 7)"]


def test_what_is_undone_is_told_and_can_be_undone_no_more(project: Project) -> None:
    desk = Desk(project)
    desk.toggle("claim")
    (entry,) = desk.history()
    assert desk.can_undo(entry)
    desk.undo()
    (entry,) = desk.history()
    assert not desk.can_undo(entry)
    assert told(desk) == ["ana  claim  (0 s, codebook 2, undone)"]


def test_a_decision_on_another_cut_waits_until_all_of_the_sentence_is_decided(project: Project) -> None:
    cut_in_the_middle(project, 0)
    desk = Desk(project)
    assert told(desk) == ["bo  quote  (waits: its sentence has other boundaries here)"]
    (entry,) = desk.history()
    assert not desk.can_undo(entry), "it is bo's, and came from a file"
    desk.go_to(1)
    assert told(desk) == []
    desk.go_to(0)
    cut_in_the_middle(project, 1)
    assert told(desk) == ["bo  quote", "bo  quote"]
    assert project.annotation(next(project.sentences()), "bo").carried


def test_an_event_of_a_kind_that_this_version_does_not_know_is_told_by_its_kind(project: Project) -> None:
    sentence = next(project.sentences())
    event = project.label(sentence, "claim")
    unknown = Event(*event)._replace(kind="hologram", payload={"anything": 1}, codebook=None)
    line = entry_in_words(Entry(unknown, "ana", in_force=True), project.codebook)
    assert WHEN.sub("", line) == "ana  hologram"


@pytest.mark.parametrize(
    ("suggestion", "words"),
    [
        ({"label": "claim", "mode": "suggest"}, "claim was suggested"),
        ({"label": "claim", "labels": ["claim", "quote"]}, "claim + quote was suggested"),
        ({"label": "claim", "mode": "second look"}, "claim was suggested after the first answer"),
        ({"label": "claim", "mode": "suggest", "marked": [["claim"], ["quote"]]}, "claim, quote were marked"),
    ],
)
def test_the_history_tells_how_a_suggestion_was_shown(project, suggestion, words):
    sentence = next(iter(project.sentences()))
    n = project.number_of(sentence.article)
    act = Act("label", n, sentence.start, sentence.end, {"labels": ["claim"], "suggestion": suggestion})
    project.journal.record([act])
    (entry,) = project.history(sentence)
    assert words in entry_in_words(entry, project.codebook)
