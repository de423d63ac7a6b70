"""A large project made for queries: words and labels that are common, rare, late, or never meet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from labels.article import Article
from labels.codebook import Codebook, Label
from labels.decision import Decision, Incoming
from labels.project import Project
from labels.segmentation.cutting import CutResult
from labels.sentence import Cut
from tests.benchmarks.projects import made_once
from tests.benchmarks.sizes import SENTENCES_AN_ARTICLE

ANNOTATOR, OTHER = "ana", "ben"
UNDECIDED = 10
LABELS = ("common", "claim", "late", "rare")
SCHEME = Codebook(tuple(Label(name, name, name[0]) for name in LABELS), choose="many")

WORDS = """
harbour board wall storm money letter year engineer boat gate spring water people council street report
fell rose quickly nobody answered never broken said promise record evening market quiet window
"""
_BATCH = 100


def query_project(count: int) -> Path:
    """A project of `count` articles; all but the last few are decided by ANNOTATOR, a tenth by OTHER as well.

    Every sentence holds “the”, and “amber” or “basalt” by turns, never both. “zircon” is in one of ten thousand,
    “quartz” in half of the last tenth of the articles. Everything decided is labelled or skipped as the rules in
    `_decision` say.
    """
    size = f"{count * SENTENCES_AN_ARTICLE:,} sentences"
    return made_once(f"queries-{count}.db", size, lambda path: _make(path, count))


def _make(path: Path, count: int) -> None:
    chance = random.Random(11)
    with Project(path, ANNOTATOR) as project:
        project.change_codebook(project.plan_codebook(SCHEME))
        project.connection.execute("PRAGMA synchronous = OFF")
        for begin in range(0, count, _BATCH):
            project.ingest(_incoming(n, count, chance) for n in range(begin + 1, min(count, begin + _BATCH) + 1))
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _incoming(n: int, count: int, chance: random.Random) -> Incoming:
    """An article with what both annotators decided in it."""
    text, cuts = _article(n, count, chance)
    article = Article(text, title=f"Report {n} from the harbour", source=f"Gazette {n % 7}")
    decisions = [
        _decision(n, position, cut, count, annotator, chance)
        for annotator in _annotators(n, count)
        for position, cut in enumerate(cuts)
    ]
    return Incoming(article, CutResult(tuple(cuts), "given", "en", "given"), decisions, "benchmark: made up")


def _annotators(n: int, count: int) -> Iterator[str]:
    if n <= count - UNDECIDED:
        yield ANNOTATOR
    if n % 10 == 0:
        yield OTHER


def _article(n: int, count: int, chance: random.Random) -> tuple[str, list[Cut]]:
    sentences = []
    for position in range(SENTENCES_AN_ARTICLE):
        words = [
            "The",
            "the",
            "amber" if position % 2 else "basalt",
            *chance.choices(WORDS.split(), k=chance.randint(6, 20)),
        ]
        if chance.random() < 0.0001:
            words.append("zircon")
        if n > count * 0.9 and chance.random() < 0.5:
            words.append("quartz")
        sentences.append(" ".join(words) + f" {n}.{position}.")
    cuts, start = [], 0
    for position, sentence in enumerate(sentences):
        cuts.append(Cut(start, start + len(sentence), position // 5))
        start += len(sentence) + 1
    return " ".join(sentences), cuts


def _decision(n: int, position: int, cut: Cut, count: int, annotator: str, chance: random.Random) -> Decision:
    """Flags, notes and rare labels here and there; “late” on all of the last fiftieth, “common” on nearly all."""
    labels = {"common"}
    if chance.random() < 0.1:
        labels.add("claim")
    if chance.random() < 0.00005:
        labels.add("rare")
    if n > count * 0.98:
        labels.add("late")
    skipped = annotator == OTHER and chance.random() < 0.02
    # Of a span that is longer by the blank behind it, a decision is carried to the sentence.
    carried = chance.random() < 0.0005 and position + 1 < SENTENCES_AN_ARTICLE
    day = 1 + n * 27 // (count + 1)
    return Decision(
        cut.start,
        cut.end + carried,
        "skipped" if skipped else "labelled",
        () if skipped else tuple(sorted(labels)),
        annotator,
        f"2024-{1 + n * 11 // count:02}-{day:02}T09:{position % 60:02}:00.000+00:00",
        seconds=round(chance.expovariate(1 / 6), 2),
        flagged=chance.random() < 0.001,
        note="an ironic remark" if chance.random() < 0.0005 else "",
    )
