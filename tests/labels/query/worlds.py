"""Small projects full of odd things, the same for the same seed, and the queries that are asked of them."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from labels.article import Article
from labels.codebook.record import codebook_to_record
from labels.errors import UsageError
from labels.journal.event import GOLD, Act
from labels.project import Project
from labels.projections.codebooks import heads
from labels.projections.people import keys_of_people, numbers_by_name
from labels.query.nodes import (
    STATES,
    And,
    By,
    Decided,
    InArticle,
    Is,
    Label,
    Leaf,
    Measure,
    Node,
    Not,
    Note,
    Or,
    Pattern,
    Reviewed,
    Source,
    Words,
)
from labels.query.query import Query
from labels.segmentation.cutting import CutResult
from labels.sentence import Cut
from labels.values.review import MARKS
from labels.values.review import STATES as GOLD_STATES
from tests.labels.making import SCHEME, use_codebook
from tests.labels.query.reference import Known, known

PEOPLE = ("ana", "bo", "zoë")
LABELS = ("claim", "quote", "fact", "opinion")
#: With accents composed and not, in both cases, in other scripts, and with signs inside.
VOCABULARY = ("the", "The", "Élan", "elan", "uber", "Über", "don't", "e\u0301tude", "3.5", "漢字", "well-known", "x",
              "橋の漢字。橋", "다리가", "다리", "x橋")  # fmt: skip
#: Parts of these, which are words nowhere.
PARTS = ("漢", "橋", "の漢", "字。橋", "字橋", "리", "리가", "字 x")
NOTES = ("", "Ironic", "ÉLAN vital", "100% sure_", "two\nlines")
TITLES = (None, "Harbour wall", "Élan in the harbour", "12")
SOURCES = (None, "Gazette", "the gazétte", "50%")
DAYS = tuple(date(2024, 2, 28) + timedelta(days=n) for n in range(5))
SEEDS = range(4)
#: In this world a label was merged into another, somebody turned out to be somebody else, and there is gold.
MERGED = 4
READ_AS = {"quote": "fact", "zoë": "bo"}


@cache
def world(seed: int) -> tuple[Project, list[Known]]:
    """A project in which three people have labelled, skipped, flagged, noted, split and joined, and what it holds."""
    chance = random.Random(seed)
    moment = datetime(2024, 2, 28, 20, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(minutes=chance.randint(1, 90))
        return moment

    folder = Path(tempfile.mkdtemp(prefix="query-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "news.db"
    projects = [Project(path, name, clock=clock) for name in PEOPLE]
    first = projects[0]
    first.connection.execute("PRAGMA synchronous = OFF")
    use_codebook(first, SCHEME)
    first.add_cut([_article(n, chance) for n in range(5)])
    for turn in range(2 if seed == MERGED else 1):
        for project in projects:
            project.reread_codebook()
            for _ in range(8 if turn else 40):
                _act(project, chance)
        if seed == MERGED and not turn:
            _merge(first)
    _give_examples(first, chance)
    _send_back(projects, random.Random(seed))
    for project in projects[1:]:
        project.close()
    return first, known(first, READ_AS if seed == MERGED else {})


def _give_examples(project: Project, chance: random.Random) -> None:
    """Put a few sentences into the codebook, so that it contradicts some decisions."""
    for sentence in list(project.sentences())[::2]:
        project.add_example(sentence, chance.choice(("fact", "opinion", "claim")), counter=chance.random() < 0.5)
    project.reread_codebook()


def _send_back(projects: Sequence[Project], chance: random.Random) -> None:
    """Send sentences back, some of which are decided again, or split, after that."""
    first = projects[0]
    keys = list(keys_of_people(first.connection).values())
    for sentence in list(first.sentences()):
        payload = {"to": chance.choice(keys), "on": chance.random() < 0.8, "why": ""}
        span = sentence.start, sentence.end
        first.journal.record([Act("return", first.number_of(sentence.article), *span, payload)])
    for project in projects:
        project.reread_codebook()
        for _ in range(3):
            _act(project, chance)


def _merge(project: Project) -> None:
    """Merge as READ_AS says, and say something of whole articles and in the layer gold."""
    labels = tuple(
        replace(label, key=None, same_as=READ_AS[label.id]) if label.id in READ_AS else label
        for label in project.codebook.labels
    )
    parents = [event.hex() for event in heads(project.connection)]
    value = codebook_to_record(replace(project.codebook, labels=labels))
    keys = keys_of_people(project.connection)
    one, other = (keys[numbers_by_name(project.connection)[name]] for name in ("zoë", "bo"))
    project.journal.record([Act("codebook", payload={"value": value, "parents": parents})])
    project.journal.record([Act("annotator", payload={"who": one, "same_as": other})])
    project.reread_codebook()
    for sentence in list(project.sentences())[::2]:
        n = project.number_of(sentence.article)
        project.journal.record([Act("label", n, sentence.start, sentence.end, {"labels": ["opinion"]}, GOLD)])
        project.journal.record([Act("flag", n, None, None, {"on": True}), Act("skip", n)])


def _article(n: int, chance: random.Random) -> tuple[Article, CutResult]:
    cuts, text = [], ""
    for position in range(chance.randint(1, 8)):
        start = len(text)
        text += " ".join(chance.choices(VOCABULARY, k=chance.randint(1, 6))) + f" {n}."
        cuts.append(Cut(start, len(text), position // 4))
        text += " "
    article = Article(text, title=chance.choice(TITLES), source=chance.choice(SOURCES))
    return article, CutResult(tuple(cuts), "given", "en", "given")


def _act(project: Project, chance: random.Random) -> None:
    sentence = chance.choice(list(project.sentences()))
    seconds = chance.choice((None, 1, 2.5, 20))
    kind = chance.choice(("label", "label", "label", "skip", "flag", "note", "clear", "split", "join", "undo"))
    try:
        match kind:
            case "label":
                project.label(
                    sentence, *chance.choice((("claim",), ("quote",), ("quote", "fact"), ("opinion",))), seconds=seconds
                )
            case "skip":
                project.skip(sentence, seconds)
            case "flag":
                project.flag(sentence, chance.random() < 0.8)
            case "note":
                project.note(sentence, chance.choice(NOTES))
            case "clear":
                project.clear(sentence)
            case "split":
                project.split(sentence, sentence.start + sentence.text.index(" ") + 1)
            case "join":
                project.join(sentence)
            case "undo":
                project.undo()
    except (UsageError, ValueError):
        pass  # nothing to split or join there


_values = st.sampled_from((1.0, 2.5, 9.0, 20.0, 21.0))
_ranges = st.one_of(
    st.builds(lambda n, low: {"low": n, "low_included": low}, _values, st.booleans()),
    st.builds(lambda n, high: {"high": n, "high_included": high}, _values, st.booleans()),
    st.builds(lambda a, b: {"low": min(a, b), "high": max(a, b)}, _values, _values),
)
_odd_case = st.sampled_from((str.lower, str.upper, str.title))
_words = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(PARTS),
    st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=3).map(" ".join),
)

leaves: st.SearchStrategy[Leaf] = st.one_of(
    _words.map(Words),
    st.builds(Pattern, st.sampled_from((r"\bx\b", "^the", r"n.?t$|\d\.$", "É", "/")), st.booleans()),
    st.builds(lambda name, case, near: Label(case(name), near), st.sampled_from(LABELS), _odd_case, st.booleans()),
    st.builds(lambda name, case: By(case(name)), st.sampled_from(PEOPLE), _odd_case),
    st.sampled_from(STATES).map(Is),
    st.sampled_from((*GOLD_STATES, *MARKS)).map(Reviewed),
    st.sampled_from(("elan", "ÉL", "%", "_", "two\nlines", "nowhere", "'; DROP TABLE annotation; --")).map(Note),
    st.sampled_from((InArticle("2", "number"), InArticle("9", "number"), InArticle("0" * 20, "id"))),
    st.sampled_from(("harbour", "wall harbour", "elan", "12")).map(lambda text: InArticle(text, "words")),
    st.sampled_from(("gazette", "%", "THE")).map(Source),
    st.builds(Decided, st.sampled_from(DAYS), st.booleans()),
    st.builds(lambda what, bounds: Measure(what, **bounds), st.sampled_from(("seconds", "length")), _ranges),
    st.builds(lambda low, more: Measure("codebook", low, low + more), st.integers(1, 4), st.integers(0, 1)),
    st.builds(lambda n, below: Measure("codebook", high=n, high_included=below), st.integers(1, 4), st.booleans()),
)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    alone = st.sampled_from(PEOPLE).map(lambda name: And((By(name),)))
    return st.one_of(several.map(And), several.map(Or), inner.map(Not), alone)


nodes: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=6)
queries: st.SearchStrategy[Query] = st.one_of(st.just(And()), nodes).map(Query)
viewers = st.sampled_from((*PEOPLE, None))
