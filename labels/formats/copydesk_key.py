"""Copydesk's own facts in the records of other tools, under the key “copydesk”: a place and decisions.

No other tool has a place for them. What a person of the other tool may want to see (title, source and so on) is flat
metadata beside. When a text comes back, the answer of the other tool always counts. Copydesk's facts only add what that
tool cannot hold, and only for a decision that is still the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_type_hints

from labels.decision import Decision
from labels.formats.dataset import Dataset
from labels.formats.gold_record import GOLD_ABOUT, gold_about, gold_part, is_gold, vote_labels
from labels.formats.record import Record, RecordInContext, decision_from
from labels.formats.row_values import as_objects
from labels.formats.suggested import SuggestionFields
from labels.formats.text_rows import Place
from labels.projections.articles import ArticleRow
from labels.sentence import Cut
from labels.values.annotation import Status

if TYPE_CHECKING:
    from labels.project_view import ProjectView


#: The key under which our own facts stand in another tool's record, which has no place for them.
COPYDESK_KEY = "copydesk"

#: The annotator in records of other tools for a sentence on which all agree and that nobody settled.
NOBODY = "agreed"

_DAMAGED = f"its “{COPYDESK_KEY}” part is damaged. Take that part out to read the rest."


@dataclass(frozen=True, slots=True)
class CopydeskFacts:
    """The place of a sentence, and the decisions on it as they were exported.

    Where the record is of gold, it has no decisions: `gold` is what was settled or agreed on (by nobody), and the votes
    on it. None of that is anybody's decision in the other tool.
    """

    place: Place
    decisions: tuple[Decision, ...]
    gold: tuple[Decision, ...] | None = None


def copydesk_facts(value: object) -> CopydeskFacts | None:
    """What `value` (an object, or one written as a string) holds; None for nothing. Raises ValueError."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            value = json.loads(value)
        if not isinstance(value, dict):
            raise ValueError(_DAMAGED)
        gold = tuple(_of_gold(value["gold"])) if "gold" in value else None
        return CopydeskFacts(_place(value), tuple(map(decision_from, as_objects(value, "decisions"))), gold)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(_DAMAGED) from error


def reconciled(
    said: Sequence[Decision], own: CopydeskFacts | None, unsayable: tuple[Status, ...] = ("undecided",)
) -> tuple[Decision, ...]:
    """The decisions that count: those that the other tool has `said`, completed if they are still the exported ones.

    Exported decisions that the tool does not have are kept if their status is `unsayable`, unless somebody decided
    afterwards.
    """
    if own is None:
        return tuple(said)
    if own.gold is not None:
        return tuple(each for each in said if not any(_is_told(each, told) for told in own.gold))
    left = list(own.decisions)
    standing = []
    for decision in said:
        ours = next((each for each in left if _same(decision, each)), None)
        if ours is not None:
            left.remove(ours)
        standing.append(_with_note(ours, decision.note) if ours else _of_whom(decision, own.decisions))
    deciders = {decision.annotator_key or decision.annotator for decision in standing}
    if None not in deciders:
        standing += [
            each
            for each in left
            if each.status in unsayable and deciders.isdisjoint((each.annotator, each.annotator_key))
        ]
    return tuple(standing)


def article_facts(about: Mapping[str, Any], own: CopydeskFacts | None) -> dict[str, Any]:
    """The metadata beside a text that are of its article: those of the gold of one sentence are not."""
    of_gold = {f"gold_{name}" for name in GOLD_ABOUT} if own is not None and own.gold is not None else set()
    return {key: value for key, value in about.items() if key not in of_gold}


def _of_gold(value: Mapping[str, Any]) -> Iterator[Decision]:
    """The facts of a gold record: what was settled, as nobody's decision, and the votes."""
    yield decision_from({"status": value["status"], "labels": value.get("labels", [])})
    for who, said in zip(value["voters"], value["votes"], strict=True):
        labels = tuple(vote_labels(said))
        yield Decision(0, 0, "labelled" if labels else "skipped", labels, str(who))


def credited(said: Decision, ours: Decision) -> Decision:
    """A decision of the other tool as that of the annotator of one of our own."""
    return replace(said, annotator=ours.annotator, annotator_key=ours.annotator_key)


def _of_whom(said: Decision, own: Sequence[Decision]) -> Decision:
    """A decision with the key of its annotator, if the exported decisions have it."""
    if said.annotator is None or said.annotator_key is not None:
        return said
    known = {(each.annotator, each.annotator_key): each for each in own if said.annotator in _names(each)}
    return credited(said, *known.values()) if len(known) == 1 else said


def _names(ours: Decision) -> tuple[str | None, str | None]:
    """What the annotator of one of our own decisions goes by in other tools: the key where several have the name."""
    return ours.annotator, ours.annotator_key


def _with_note(ours: Decision, note: str) -> Decision:
    """The exported decision with a note that was written in the other tool, which does not show our notes."""
    return ours if not note or note in ours.note else replace(ours, note=f"{ours.note}\n{note}".strip("\n"))


def _same(said: Decision, ours: Decision) -> bool:
    if said.annotator_key is not None and said.annotator_key != ours.annotator_key:
        return False
    if said.annotator is not None and said.annotator not in _names(ours):
        return False
    return said.status == ours.status and sorted(said.labels) == sorted(ours.labels)


def _is_told(said: Decision, told: Decision) -> bool:
    """Whether a decision of the other tool is what the gold record had: what was settled, or that person's vote."""
    whose = told.annotator is None or said.annotator in (None, told.annotator)
    return whose and said.status == told.status and sorted(said.labels) == sorted(told.labels)


def _place(value: Mapping[str, Any]) -> Place:
    paragraph, start, before, after = value["paragraph"], value["start"], value.get("before"), value.get("after", "")
    if type(paragraph) is not int or type(start) is not int or paragraph < 0 or start < 0:
        raise ValueError(_DAMAGED)
    if not isinstance(before, str | None) or not isinstance(after, str):
        raise ValueError(_DAMAGED)
    return Place(paragraph, start, before, after)


_ABOUT = ("article_id", "title", "source", "url", "published", "language", "split")
_SAID = (
    *("annotator", "status", "labels", "decided_at", "seconds", "flagged", "note"),
    *("suggested_label", "suggested_score", "flag_reason", "annotator_key", "codebook_id"),
    *get_type_hints(SuggestionFields),
)

#: Keys that mean something in one of the tools, or to Copydesk when it reads them again.
_TAKEN = frozenset(
    {
        *_ABOUT,
        *("id", "text", "data", "label", "labels", "annotations", "annotation_approver", "approver", "cats"),
        *("entities", "relations", "Comments", "comments", "username", "meta", "headline", "link", "byline"),
        *("published_at", "date", "lang", "author", "score", "vectors", "_server_id", "paragraph", COPYDESK_KEY),
    }
)


class ToolMetadata:
    """The facts beside the records of a dataset, which come article by article."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is read yet."""
        self._project = dataset.project
        self._gold = dataset.gold
        self._namesakes = _namesakes(dataset.project)
        self._article: ArticleRow | None = None
        self._about: dict[str, Any] = {}
        self._text = ""
        self._cuts: list[Cut] = []

    def about(self, record: Record) -> dict[str, Any]:
        """The metadata of the record's article, flat; what is not known is left out."""
        article = self._read(record["article_id"])
        if not self._about:
            meta = {key: value for key, value in json.loads(article.meta).items() if fits_flat(key, value)}
            known: dict[str, Any] = {key: record[key] for key in _ABOUT}  # type: ignore[literal-required]
            known["author"] = article.author
            self._about = {key: value for key, value in known.items() if value is not None} | meta
        return {**self._about, **gold_about(record)} if self._gold and is_gold(record) else self._about

    def who(self, record: Record) -> str:
        """The annotator for other tools: the name, or the key if several people have that name."""
        name = record["annotator"] or NOBODY
        return (record["annotator_key"] or name) if name in self._namesakes else name

    def own(self, *records: Record) -> dict[str, Any]:
        """The place of a sentence, and what the records of it say that other tools have no place for."""
        record = records[0]
        self._read(record["article_id"])
        place: dict[str, Any] = {"paragraph": record["paragraph"], "start": record["start"]}
        place |= self._blanks(record["position"])
        if self._gold and is_gold(record):
            of_gold = {"voters": record["voters"], "votes": record["votes"]}  # told even where there are none
            return place | {"decisions": [], "gold": _said(record) | _known(gold_part(record)) | of_gold}
        return place | {"decisions": [_said(each) for each in records]}

    def _read(self, id: str) -> ArticleRow:
        if self._article is None or self._article.id != id:
            self._article, self._about = self._project.reader.article_with_id(id), {}
            assert self._article is not None
            self._text = self._project.reader.whole_text_of(self._article.n)
            self._cuts = self._project.reader.cuts_of(self._article.n)
        return self._article

    def _blanks(self, position: int) -> dict[str, str]:
        """What stands before a sentence, if it is not the usual, and after the last one."""
        cut, found = self._cuts[position], {}
        previous = self._cuts[position - 1] if position else None
        before = self._text[previous.end if previous else 0 : cut.start]
        usual = "" if previous is None else " " if previous.paragraph == cut.paragraph else "\n\n"
        if before != usual:
            found["before"] = before
        if position == len(self._cuts) - 1 and cut.end < len(self._text):
            found["after"] = self._text[cut.end :]
        return found


def _namesakes(project: ProjectView) -> frozenset[str]:
    """The names that more than one of the annotators has."""
    names = project.plain_names()
    counts = Counter(names[n] for shown in project.reader.annotators() if (n := project.annotator_number(shown)))
    return frozenset(name for name, count in counts.items() if count > 1)


def _said(record: Record) -> dict[str, Any]:
    said: dict[str, Any] = {key: record[key] for key in _SAID}  # type: ignore[literal-required]
    return {key: value for key, value in said.items() if _tells(key, value)}


def _tells(key: str, value: object) -> bool:
    """Whether a field says anything: a suggestion that was not accepted is more than one of which nothing is known."""
    return value is not None and value != [] and (value is not False or key == "suggestion_accepted")


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value is not None and value is not False and value != []}


def fits_flat(key: str, value: object) -> bool:
    """Whether a key of an article's own metadata can be flat among the keys of the tool."""
    return key not in _TAKEN and not key.startswith("_") and "." not in key and isinstance(value, str | int | float)


def by_sentence(dataset: Dataset) -> Iterator[list[RecordInContext]]:
    """The records of each sentence, in the order of the dataset, which has them one after the other."""
    for _, records in groupby(dataset.records(), key=lambda record: record["id"]):
        yield list(records)


def suggestions(records: list[RecordInContext]) -> list[tuple[str, float | None]]:
    """The suggestions that were in view, label and score, without repeats."""
    found = [(each["suggested_label"], each["suggested_score"]) for each in records]
    return [(label, score) for label, score in dict.fromkeys(found) if label is not None]
