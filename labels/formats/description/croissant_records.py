"""The records of a dataset as Croissant metadata has them: the type and meaning of each column, labels and parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labels.formats.cells import joined_by
from labels.formats.dataset import Dataset
from labels.formats.dataset_card.features import class_column
from labels.formats.description.figures import Tally, described
from labels.formats.gold_record import SKIPPED
from labels.formats.suggested import LABEL_LISTS

RECORDS, LABELS, SPLITS = "records", "labels", "splits"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format lays out the training record.

    `classes` tells that labels are numbers, of which only one column is written; `cells` that a list stands in one
    cell. `pattern` is for the files, where there may be several.
    """

    media_type: str
    classes: bool = False
    cells: bool = False
    pattern: str | None = None

    @property
    def source(self) -> str:
        """What the records are read from is called."""
        return "data" if self.pattern is None else "data-files"


#: The formats that can be described, by name.
LAYOUTS = {
    "jsonl": Layout("application/jsonlines"),
    "csv": Layout("text/csv", cells=True),
    "tsv": Layout("text/tab-separated-values", cells=True),
    "parquet": Layout("application/x-parquet"),
    "huggingface": Layout("application/x-parquet", classes=True, pattern="data/*.parquet"),
}

_TYPES = {str: "sc:Text", int: "sc:Integer", float: "sc:Float", bool: "sc:Boolean", list: "sc:Text"}

_MEANINGS = {
    "id": "The sentence: its article’s id and its span.",
    "text": "The sentence.",
    "label": "The label, if there is exactly one; the record set “labels” defines it.",
    "labels": "All labels; none for a skipped sentence. The record set “labels” defines them.",
    "status": "Whether the sentence was labelled or skipped, or is undecided.",
    "article_id": "The article, named by its text: the same text has the same id everywhere.",
    "title": "The title of the article.",
    "source": "Where the article comes from.",
    "url": "The address of the article.",
    "published": "When the article was published, as its source writes it.",
    "language": "The language of the article.",
    "paragraph": "The paragraph of the article, from 0.",
    "position": "The place of the sentence among those of its article, from 0.",
    "start": "Where the sentence begins in the article’s text, in Unicode code points.",
    "end": "Where it ends, in Unicode code points.",
    "annotator": "Who decided.",
    "decided_at": "When, in UTC.",
    "seconds": "How long the sentence was in view before the decision.",
    "flagged": "Whether the annotator flagged the sentence.",
    "note": "The annotator’s note.",
    "suggested_label": "The suggestion that was in view.",
    "suggested_score": "The score of that suggestion.",
    "scheme_version": "The version of the codebook under which it was decided.",
    "split": "The part of the data.",
    "flag_reason": "Why it was flagged, if the annotator said so.",
    "annotator_key": "Who decided, where two annotators have one name.",
    "codebook_id": "The event that made the codebook under which it was decided.",
    "suggested_labels": "All labels of the suggestion that was in view.",
    "suggestion_mode": "How suggestions were used: “suggest”, or “second look” after the annotator’s own answer.",
    "suggestion_accepted": "Whether the decision is what was suggested, or kept back.",
    "suggestion_run": "The model that suggested.",
    "marked_labels": "The labels that were only marked, none of them preselected.",
    "withheld_labels": "What would have been suggested; kept back at random, so that it can be compared.",
    "withheld_score": "The probability of what was kept back.",
    "p_given": "The probability that the model gave the labels of the decision, before it.",
    "p_other": "The probability that the model gave the best other labels.",
    "other_labels": "Those other labels.",
    "shown_order": "The order of work in which the sentence was shown.",
    "shown_probability": "The probability with which the sentence was selected.",
    "state": "Whether the sentence was settled; else how many decided it: none, one (thin), several that agree or not.",
    "mark": "What came after it was settled: later votes (reopened), or another lead who settled it apart (contested).",
    "rule": "The rule by which it was settled, if it was not by hand.",
    "reason": "Why it was settled so, if whoever settled it said so.",
    "carried": "Whether it was settled for another span, before sentences were split or joined.",
    "voters": "The annotators who decided the sentence.",
    "votes": "What each of them said, in the order of the voters.",
    "posterior": "How probable the labels are by the model of the annotators.",
    "previous": "The sentences before, in the order of the text.",
    "next": "The sentences after, in the order of the text.",
}

#: Where gold means something else.
_OF_GOLD = {
    "label": "The label that was settled, if there is exactly one; the record set “labels” defines it.",
    "labels": "All labels that were settled, or on which all agree. The record set “labels” defines them.",
    "status": "Whether the sentence has labels, has none, or is undecided.",
    "annotator": "Who settled it; empty where nobody did.",
    "decided_at": "When it was settled, in UTC.",
    "seconds": "How long it was in view before it was settled.",
    "note": "The note of whoever settles.",
    "scheme_version": "The version of the codebook under which it was settled.",
    "annotator_key": "Who settled it, where two have one name.",
    "codebook_id": "The event that made the codebook under which it was settled.",
}

_INTENDED = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}


def record_sets(dataset: Dataset, tally: Tally, layout: Layout) -> list[dict[str, Any]]:
    """The labels with their definitions; the parts, if the data are divided; and the records."""
    found = [_labels(dataset, layout)]
    if tally.parts:
        found.append(_splits(tally))
    return [*found, _records(dataset, tally, layout)]


def _labels(dataset: Dataset, layout: Layout) -> dict[str, Any]:
    values = [
        {"number": number, "name": each.name, "definition": each.definition}
        for number, each in enumerate(described(dataset))
    ]
    types = {"number": "sc:Integer", "name": "sc:Text", "definition": "sc:Text"}
    if not layout.classes:
        del types["number"]
    return _enumeration(LABELS, "sc:Enumeration", _label_key(layout), types, values)


def _label_key(layout: Layout) -> str:
    return "number" if layout.classes else "name"


def _splits(tally: Tally) -> dict[str, Any]:
    names = _parts(tally)
    types = {"name": "sc:Text"}
    if set(names) <= _INTENDED.keys():
        types["url"] = "sc:URL"
    values = [{"name": name, "url": _INTENDED.get(name)} for name in names]
    return _enumeration(SPLITS, "cr:Split", "name", types, values)


def _parts(tally: Tally) -> list[str]:
    known = [name for name in _INTENDED if name in tally.parts]
    return [*known, *sorted(tally.parts.keys() - set(known))]


def _enumeration(id: str, type: str, key: str, types: dict[str, str], values: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": id,
        "name": id,
        "dataType": type,
        "key": {"@id": f"{id}/{key}"},
        "field": [
            {"@type": "cr:Field", "@id": f"{id}/{name}", "name": name, "dataType": type} for name, type in types.items()
        ],
        "data": [{f"{id}/{name}": value[name] for name in types} for value in values],
    }


def _records(dataset: Dataset, tally: Tally, layout: Layout) -> dict[str, Any]:
    types = dataset.columns
    if layout.classes:
        del types[class_column(not dataset.several)]
    if dataset.gold:
        unit, key = "sentence, with what was settled of it and who said what", ["id"]
    elif dataset.one_row_per == "sentence":
        unit, key = "sentence on which all agree", ["id"]
    else:
        unit, key = "decision of one annotator on one sentence", ["id", "annotator_key"]
    return {
        "@type": "cr:RecordSet",
        "@id": RECORDS,
        "name": RECORDS,
        "description": f"One record for each {unit}.",
        "key": [{"@id": f"{RECORDS}/{name}"} for name in key],
        "field": [_field(column, type, dataset, tally, layout) for column, type in types.items()],
    }


def _field(column: str, type: type, dataset: Dataset, tally: Tally, layout: Layout) -> dict[str, Any]:
    kind = "fileObject" if layout.pattern is None else "fileSet"
    source: dict[str, Any] = {kind: {"@id": layout.source}, "extract": {"column": column}}
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{RECORDS}/{column}",
        "name": column,
        "description": _meaning(column, dataset),
        "dataType": _type(column, type, layout),
    }
    one_by_one = bool(tally.parts) and layout.pattern is not None
    if type is list:
        separator = _separator(column, dataset)
        if not layout.cells or separator:
            field |= {"isArray": True, "arrayShape": "-1"}
        if layout.cells and separator:
            source["transform"] = {"separator": separator}
        elif layout.cells:
            field["description"] += " A list in JSON."
    elif column == "label" and not one_by_one:  # mlcroissant reads a part by itself if nothing else is referred to
        field["references"] = {"field": {"@id": f"{LABELS}/{_label_key(layout)}"}}
    elif column == "split" and tally.parts:
        field["references"] = {"field": {"@id": f"{SPLITS}/name"}}
        if one_by_one:
            source["extract"] = {"fileProperty": "fullpath"}
            source["transform"] = {"regex": f"^(?:data/)?({'|'.join(_parts(tally))})(?:-.+parquet)?$"}
    return field | {"source": source}


def _meaning(column: str, dataset: Dataset) -> str:
    return _OF_GOLD.get(column, _MEANINGS[column]) if dataset.gold else _MEANINGS[column]


def _separator(column: str, dataset: Dataset) -> str | None:
    """What sets apart the names in a cell of a list; None for a list in JSON."""
    if column == "labels" or column in LABEL_LISTS:
        return joined_by(dataset.labels)
    if column == "voters":
        return joined_by(dataset.project.names_on_screen().values())
    return joined_by([*dataset.labels, SKIPPED]) if column == "votes" else None


def _type(column: str, type: type, layout: Layout) -> str | list[str]:
    if column in ("label", "labels"):
        return ["sc:Integer" if layout.classes else "sc:Text", "cr:Label"]
    return "sc:DateTime" if column == "decided_at" else _TYPES[type]
