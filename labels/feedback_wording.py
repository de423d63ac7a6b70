"""Feedback in words: each difference with its sentence, names of labels, and what the codebook says about them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from labels.codebook import Codebook
from labels.codebook.model import Label
from labels.journal.kinds.kind import label_in_words
from labels.projections.project_reader import ProjectReader
from labels.sentence import sentence_id
from labels.values.feedback import Feedback, FeedbackOrder, SettledAnswer
from labels.values.review import Labels
from labels.words import counted


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """A difference with everything that is shown: public id, title of the article, sentence, answers in words.

    `at` is when it was settled (ISO 8601, UTC).
    """

    id: str
    article: str
    sentence: str
    said: str
    settled: str
    reason: str
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the codebook now says about a label, and in how many differences the label occurs."""

    label: str
    differed: int
    definition: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def answer_in_words(labels: Labels, codebook: Codebook) -> str:
    """The names of labels, or "skipped" where there are none."""
    return " + ".join(label_in_words(id, codebook) for id in labels) or "skipped"


def label_name(id: str, codebook: Codebook) -> str:
    """The name of a label; "skipped" for the empty id, which stands for no label."""
    return label_in_words(id, codebook) if id else "skipped"


def summary_in_words(feedback: Feedback) -> str:
    """How many sentences were settled, and how many of them as the annotator said."""
    count = len(feedback.answers)
    if not count:
        return "Nothing is settled yet of what was decided here."
    differ = count - feedback.like
    words = f"{counted(count, 'sentence')} settled, {feedback.like:,} of them ({feedback.like / count:.0%}) as decided;"
    return f"{words} {differ:,} {'differs' if differ == 1 else 'differ'}."


def opened_in_words(feedback: Feedback) -> str:
    """For a lead: how much of it the annotator may see; empty for the annotator."""
    if feedback.later is None:
        return ""
    if feedback.opened is None:
        opens = f"copydesk feedback --open {shlex.quote(feedback.annotator)}"
        return f"It is not open to {feedback.annotator}. Open it with: {opens}"
    since = f"open to {feedback.annotator} as of {feedback.opened[:16].replace('T', ' ')} UTC"
    if not feedback.later:
        return f"It is {since}."
    return (
        f"It is {since}; {counted(feedback.later, 'sentence')} settled or changed since then {_is(feedback.later)} not."
    )


def told(answers: Sequence[SettledAnswer], reader: ProjectReader, codebook: Codebook) -> Iterator[ToldDifference]:
    """The differences in words, one after the other."""

    @lru_cache(maxsize=64)
    def article(n: int) -> tuple[str, str, str]:
        row = reader.article(n)
        assert row is not None, "it holds the sentence"
        return row.id, row.title or row.source or row.id, reader.text_of(n)

    for each in answers:
        id, title, text = article(each.article)
        yield ToldDifference(
            sentence_id(id, each.start, each.end),
            title,
            text[each.start : each.end],
            answer_in_words(each.said, codebook),
            answer_in_words(each.settled, codebook),
            each.reason,
            each.note,
            each.at,
        )


def read_again(feedback: Feedback, codebook: Codebook) -> list[Entry]:
    """What the codebook says about the labels that caused differences, the one with most differences first."""
    known = {label.id: label for label in codebook.labels}
    return [_entry(known[id], count) for id, count in feedback.to_read_again().items() if id in known]


def definitions(answer: SettledAnswer, codebook: Codebook) -> list[tuple[str, str]]:
    """The name and the codebook's line of each label of a difference: what was settled first, then what was said."""
    ids = dict.fromkeys((*answer.settled, *answer.said))
    known = {label.id: label for label in codebook.labels}
    return [(known[id].name, known[id].definition) for id in ids if id in known and known[id].definition]


def feedback_data(
    feedback: Feedback, codebook: Codebook, reader: ProjectReader, order: FeedbackOrder, limit: int | None = None
) -> dict[str, Any]:
    """Feedback as values for JSON, with at most `limit` differences (None: all); labels go by name."""
    chosen = feedback.differences(order)
    shown = chosen[:limit]
    found: dict[str, Any] = {
        "annotator": feedback.annotator,
        "opened": feedback.opened,
        "settled": len(feedback.answers),
        "like": feedback.like,
        "labels": [
            {"label": label_name(each.label, codebook), "settled": each.settled, "like": each.like, "share": each.share}
            for each in feedback.by_label()
        ],
        "confusion": [
            {"said": answer_in_words(said, codebook), "settled": answer_in_words(settled, codebook), "sentences": count}
            for (said, settled), count in feedback.confusion.items()
        ],
        "read_again": [asdict(each) for each in read_again(feedback, codebook)],
        "differ": len(chosen),
        "differences": [
            asdict(each) | {"definitions": dict(definitions(answer, codebook))}
            for each, answer in zip(told(shown, reader, codebook), shown, strict=True)
        ],
    }
    return found if feedback.later is None else found | {"settled_since_opened": feedback.later}


def _entry(label: Label, differed: int) -> Entry:
    return Entry(label.name, differed, label.definition, label.examples, label.counter_examples)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
