"""What a query selects, worked out sentence by sentence in plain Python from the same small data."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from labels.codebook import Codebook
from labels.project import Project
from labels.projections import codebooks
from labels.projections.articles import ArticleRow
from labels.projections.people import names_of_people
from labels.projections.read import all_annotations_of, annotations_by_person
from labels.query.nodes import (
    And,
    By,
    Decided,
    InArticle,
    Is,
    Label,
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
from labels.values.annotation import Annotation
from labels.values.viewer import THE_FILE

Place = tuple[int, int]


@dataclass
class Known:
    """One sentence and all that is known of it; `beside` are its neighbours.

    `read_as` tells of labels and people that were merged into others which ones they are read as, in lower case.
    `versions` are the numbers of codebooks by their events; `contradicted` has the annotators whose decision is.
    """

    article: ArticleRow
    start: int
    text: str
    marks: dict[str, Annotation] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)
    beside: list[Known] = field(default_factory=list, repr=False)
    read_as: Mapping[str, str] = field(default_factory=dict, repr=False)
    versions: Mapping[bytes, int] = field(default_factory=dict, repr=False)
    contradicted: set[str] = field(default_factory=set)
    #: What came after it was settled, "" for nothing; None while it is not settled.
    settled: str | None = None

    def real(self, name: str) -> str:
        """The label or annotator that is meant; those of the test projects are written in lower case."""
        return self.read_as.get(name.lower(), name.lower())


def known(project: Project, read_as: Mapping[str, str]) -> list[Known]:
    """Every sentence of a project, in order."""
    found = []
    versions = codebooks.numbers(project.connection)
    for row in project.articles():
        here = [
            Known(row, each.start, each.text, read_as=read_as, versions=versions) for each in project.sentences(row.id)
        ]
        for before, after in itertools.pairwise(here):
            before.beside.append(after)
            after.beside.append(before)
        by_start = {each.start: each for each in here}
        for start, mark_of_gold in _settled(project, row.n):
            by_start[start].settled = mark_of_gold
        for (start, _, annotator), mark in all_annotations_of(project.connection, row.n, THE_FILE).items():
            by_start[start].marks[annotator] = mark
        names = names_of_people(project.connection)
        for (start, _, person), mark in annotations_by_person(project.connection, row.n, {}, THE_FILE).items():
            if mark.decided and _is_contradicted(project.codebook, by_start[start].text, mark, read_as):
                by_start[start].contradicted.add(names[person])
        for (start, end, annotator), id in _sent_back(project, row.n).items():
            for each in here:
                touched = each.start < end and start < each.start + len(each.text)
                mark = each.marks.get(annotator, Annotation())
                if touched and (mark.event is None or mark.event < id):
                    each.returned.add(annotator)
        found += here
    return found


def _is_contradicted(codebook: Codebook, text: str, mark: Annotation, read_as: Mapping[str, str]) -> bool:
    """Whether the codebook of a test project contradicts a decision; its groups are those of `SCHEME`."""
    if any(label in read_as for label in mark.labels):
        return True
    examples = {read_as.get(label.id, label.id) for label in codebook.labels if text in label.examples}
    against = {label.id for label in codebook.active if text in label.counter_examples}
    if mark.status == "skipped":
        return bool(examples)
    opposites = {"fact": "opinion", "opinion": "fact"}
    return any(label in against or opposites.get(label) in examples for label in mark.labels)


def _sent_back(project: Project, n: int) -> dict[tuple[int, int, str], bytes]:
    """What was sent back in an article: span and name, with the event; of several the last counts."""
    names = dict(
        project.connection.execute(
            "SELECT key, shown.shown FROM person JOIN team ON team.person = n JOIN team AS shown"
            " ON shown.person = team.same"
        )
    )
    last: dict[tuple[int, int, str], tuple[bytes, bool]] = {}
    for id, start, end, to, on in project.connection.execute(
        "SELECT id, start, \"end\", payload ->> '$.to', payload ->> '$.on' FROM journal"
        " WHERE kind = 'return' AND article = ? ORDER BY id",
        (n,),
    ):
        last[start, end, names[to]] = id, bool(on)
    return {key: id for key, (id, on) in last.items() if on}


def _settled(project: Project, n: int) -> Iterator[tuple[int, str]]:
    """Where the settled sentences of an article begin, each with its mark."""
    rows = project.connection.execute(
        "SELECT start, (SELECT state FROM gold_state AS g WHERE g.article = a.article AND g.start = a.start)"
        " FROM annotation AS a WHERE article = ? AND layer = 1 AND start >= 0 AND status <> 'undecided'",
        (n,),
    )
    for start, state in rows:
        yield start, "" if state in (None, "settled") else state


def selected(sentences: list[Known], node: Node, viewer: str | None) -> list[Place]:
    """The article numbers and starts of the sentences that fulfil a query."""
    return [(each.article.n, each.start) for each in sentences if fulfils(each, node, viewer)]


def ambiguous(node: Node) -> bool:
    """Whether a conjunction names two people and asks of marks as well."""
    match node:
        case And(parts):
            people = [part for part in parts if isinstance(part, By)]
            others = [part for part in parts if not isinstance(part, By)]
            return (len(people) > 1 and any(map(_asks, others))) or any(map(ambiguous, parts))
        case Or(parts):
            return any(map(ambiguous, parts))
        case Not(part):
            return ambiguous(part)
    return False


def fulfils(sentence: Known, node: Node, viewer: str | None) -> bool:
    """Whether a sentence fulfils a query as `viewer` sees it."""
    match node:
        case And(parts):
            people = [part for part in parts if isinstance(part, By)]
            others = [part for part in parts if not isinstance(part, By)]
            if people and any(map(_asks, others)):
                viewer, parts = people[0].name, tuple(others)
            days = [part for part in parts if isinstance(part, Decided)]
            rest = [part for part in parts if not isinstance(part, Decided)]
            in_days = not days or _some(sentence, viewer, lambda mark: all(_on_day(mark, day) for day in days))
            return in_days and all(fulfils(sentence, part, viewer) for part in rest)
        case Or(parts):
            return any(fulfils(sentence, part, viewer) for part in parts)
        case Not(part):
            return not fulfils(sentence, part, viewer)
        case Words(text):
            wanted, there = list(tokens(text)), list(tokens(sentence.text))
            return any(there[n : n + len(wanted)] == wanted for n in range(len(there)))
        case Pattern(regex, ignore_case):
            return re.search(regex, sentence.text, re.IGNORECASE if ignore_case else 0) is not None
        case InArticle() | Source():
            return _in_article(sentence.article, node)
        case Measure(what="length"):
            return _between(len(sentence.text), node)
        case Label(name, True):
            return any(fulfils(other, Label(name), viewer) for other in sentence.beside)
        case Label(name):
            return _some(sentence, viewer, lambda mark: sentence.real(name) in mark.labels)
        case By(name):
            return sentence.real(name) in sentence.marks
        case Is("undecided"):
            return not fulfils(sentence, Is("decided"), viewer)
        case Is("contradicted"):
            whose = None if viewer is None else sentence.real(viewer)
            return bool(sentence.contradicted) if whose is None else whose in sentence.contradicted
        case Is("returned"):
            whose = None if viewer is None else sentence.real(viewer)
            return bool(sentence.returned) if whose is None else whose in sentence.returned
        case Reviewed("reopened" | "contested" as mark):
            return sentence.settled == mark
        case Reviewed(state):
            return _state(sentence) == state
        case Is(state):
            return _some(sentence, viewer, _STATES[state])
        case Note(text):
            return _some(sentence, viewer, lambda mark: bool(mark.note) and plain(text) in plain(mark.note))
        case Decided():
            return _some(sentence, viewer, lambda mark: _on_day(mark, node))
        case Measure(what="codebook"):
            return _some(
                sentence, viewer, lambda mark: mark.codebook in sentence.versions
                and _between(sentence.versions[mark.codebook], node)
            )  # fmt: skip
        case Measure():
            return _some(sentence, viewer, lambda mark: mark.seconds is not None and _between(mark.seconds, node))
    raise TypeError(node)


_STATES: dict[str, Callable[[Annotation], bool]] = {
    "labelled": lambda mark: mark.status == "labelled",
    "skipped": lambda mark: mark.status == "skipped",
    "decided": lambda mark: mark.status != "undecided",
    "flagged": lambda mark: mark.flagged,
    "carried": lambda mark: mark.carried,
    "noted": lambda mark: mark.note != "",
    "doubtful": lambda mark: False,  # no model was at work in these projects
}


def _state(sentence: Known) -> str:
    if sentence.settled is not None:
        return "settled"
    votes = [mark for mark in sentence.marks.values() if mark.status != "undecided" and not mark.carried]
    if len(votes) < 2:
        return "thin" if votes else "unmarked"
    return "agreed" if len({mark.labels for mark in votes}) == 1 else "conflict"


def _some(sentence: Known, viewer: str | None, test: Callable[[Annotation], bool]) -> bool:
    whose = None if viewer is None else sentence.real(viewer)
    return any(test(mark) for name, mark in sentence.marks.items() if whose is None or name == whose)


def _asks(node: Node) -> bool:
    match node:
        case Label() | Is() | Note() | Decided() | Measure(what="seconds" | "codebook"):
            return True
        case Not(part):
            return _asks(part)
        case Or(parts):
            return any(map(_asks, parts))
        case And(parts):
            return any(map(_asks, parts)) and not any(isinstance(part, By) for part in parts)
    return False


def _on_day(mark: Annotation, day: Decided) -> bool:
    if mark.decided_at is None:
        return False
    here = datetime.fromisoformat(mark.decided_at).astimezone().date()
    return here < day.day if day.before else here >= day.day


def _in_article(article: ArticleRow, node: InArticle | Source) -> bool:
    match node:
        case InArticle(value, "number"):
            return article.n == int(value)
        case InArticle(value, "id"):
            return article.id == value
        case InArticle(value):
            return article.title is not None and all(plain(word) in plain(article.title) for word in value.split())
        case Source(text):
            return article.source is not None and plain(text) in plain(article.source)
    raise TypeError(node)


def _between(number: float, node: Measure) -> bool:
    above = node.low is None or number > node.low or (node.low_included and number == node.low)
    below = node.high is None or number < node.high or (node.high_included and number == node.high)
    return above and below


def plain(text: str) -> str:
    """`text` without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def tokens(text: str) -> Iterator[str]:
    """The words of a text without case and accents; of scripts without blanks every sign, and "|" between two runs."""
    composed = unicodedata.normalize("NFC", text)
    bare = "".join(sign for sign in composed if sign < "\u0300" or sign > "\u036f")
    word, end = "", None  # of the last sign of a run, where no word has come since
    for at, sign in enumerate(f"{bare} "):
        if sign.isalnum() and not _is_unblanked(sign):
            word += sign
            continue
        if word:
            yield "".join(unicodedata.normalize("NFD", letter)[0] for letter in word.lower())
            word, end = "", None
        if sign.isalnum():
            if end not in (None, at):
                yield "|"
            yield sign
            end = at + 1


def _is_unblanked(sign: str) -> bool:
    return unicodedata.name(sign, "").split()[0] in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI")
