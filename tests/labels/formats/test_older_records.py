"""JSON Lines that the version before wrote, without `annotator_key` and `codebook_id`, come in and go out the same."""

from __future__ import annotations

import json
from typing import Any, get_type_hints

import pytest

from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.jsonl import lines
from labels.formats.suggested import SuggestionFields
from labels.importing.pipeline import ImportOptions, import_articles
from labels.project import Project
from labels.projections.check import check
from labels.projections.codebooks import numbers
from tests.labels.importing.read_files import write_lines
from tests.labels.making import Clock

NEW = ("annotator_key", "codebook_id", *get_type_hints(SuggestionFields))
ALL = Selection(statuses=("labelled", "skipped", "undecided"))

#: Two articles, of which one had a sentence split, and whatever two annotators said under four codebooks.
ARTICLES = (
    (
        "The bridge is closed. “It stays closed,” he said.\n\nNobody knows why. 😀",
        [(0, 21, 0), (22, 49, 0), (51, 70, 1)],
    ),
    ("A short one. It rained; it snowed. Two.", [(0, 12, 0), (13, 23, 0), (24, 34, 0), (35, 39, 0)]),
)
IDS = ("0b49a386671a1bf07f77", "bc376be765dddd56cdb9")
FACTS: tuple[dict[str, Any], ...] = (
    {"title": "Bridge", "source": "wire", "url": "https://a.example/1", "published": "2026-02-28", "language": "en"},
    {"title": None, "source": None, "url": None, "published": None, "language": "en"},
)
#: Article, sentence, annotator, labels, second of the decision, seconds, codebook; and what else was said.
SAID: tuple[tuple[int, int, str, list[str] | None, int | None, float | None, int | None, dict[str, Any]], ...] = (
    (0, 0, "ana", ["assertion"], 7, 2.0, 2, {}),
    (0, 0, "ben", ["opinion"], 9, None, 2, {
        "flagged": True, "flag_reason": "Two claims;\nin one", "note": "Why? “So”.\nTwo lines."}),
    (0, 1, "ana", ["fact", "quote"], 8, 1.5, 2, {"suggested_label": "quote", "suggested_score": 0.75}),
    (0, 1, "ben", [], 12, 0.5, 2, {}),
    (0, 2, "ana", ["assertion", "opinion"], 14, None, 3, {}),
    (0, 2, "ben", None, None, None, None, {}),
    (1, 0, "ana", None, None, None, None, {"flagged": True}),
    (1, 0, "ben", None, None, None, None, {}),
    (1, 1, "ana", [], 16, None, 3, {}),
    (1, 1, "ben", ["hearsay"], 18, None, 4, {"suggested_label": "hearsay", "suggested_score": 0.25}),
    (1, 2, "ana", ["hearsay"], 23, 4.0, 4, {}),
    (1, 2, "ben", ["hearsay"], 18, None, 4, {"suggested_label": "hearsay", "suggested_score": 0.25}),
    (1, 3, "ana", None, None, None, None, {"note": "later"}),
    (1, 3, "ben", None, None, None, None, {}),
)  # fmt: skip


IN_SENTENCES = ("id", "text", "paragraph", "position", "start", "end")
IN_DECISIONS = (
    *("annotator", "status", "label", "labels", "decided_at", "seconds", "flagged", "note"),
    *("suggested_label", "suggested_score", "scheme_version", "flag_reason"),
)


def older_records() -> list[dict[str, Any]]:
    """The records as that version wrote them, key by key."""
    records = []
    for article, position, annotator, labels, second, seconds, version, more in SAID:
        text, cuts = ARTICLES[article]
        start, end, paragraph = cuts[position]
        said = labels or []
        record = {
            "id": f"{IDS[article]}:{start}-{end}",
            "text": text[start:end],
            "label": said[0] if len(said) == 1 else None,
            "labels": said,
            "status": "undecided" if labels is None else "labelled" if labels else "skipped",
            "article_id": IDS[article],
            **FACTS[article],
            "paragraph": paragraph,
            "position": position,
            "start": start,
            "end": end,
            "annotator": annotator,
            "decided_at": None if second is None else f"2026-03-01T09:15:{second:02}.000+00:00",
            "seconds": seconds,
            "flagged": False,
            "note": None,
            "suggested_label": None,
            "suggested_score": None,
            "scheme_version": version,
            "split": None,
            "flag_reason": None,
        }
        records.append(record | more)
    return records


def older_articles() -> list[dict[str, Any]]:
    """The same in rows of whole articles."""
    rows = []
    for n, (text, cuts) in enumerate(ARTICLES):
        own = [record for record in older_records() if record["article_id"] == IDS[n]]
        sentences = []
        for position in range(len(cuts)):
            records = [record for record in own if record["position"] == position]
            decisions = [{key: each[key] for key in IN_DECISIONS} for each in records]
            sentences.append({key: records[0][key] for key in IN_SENTENCES} | {"decisions": decisions})
        about = {"author": "A. Uthor" if n == 0 else None, "meta": {"desk": "news"} if n == 0 else {}, "split": None}
        rows.append({"id": IDS[n], "text": text, **FACTS[n], **about, "sentences": sentences, "cuts": cuts})
    return rows


def exported(project: Project, selection: Selection = ALL) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(select(project.view, selection))]


@pytest.fixture
def empty(tmp_path):
    with Project(tmp_path / "news.db", "zoe", clock=Clock()) as project:
        yield project
    assert check(tmp_path / "news.db").problems == []


@pytest.mark.parametrize("rows", [older_records, older_articles])
def test_they_go_out_again_the_same_but_for_the_new_fields(empty, tmp_path, rows):
    path = write_lines(tmp_path / "older.jsonl", *rows())
    report = import_articles(empty, [path], ImportOptions(make_codebook=True))
    assert (report.new, report.decisions, report.refused, report.remarks) == (2, 11, [], [])
    found = exported(empty)
    assert [[*each] for each in found] == [[*each, *NEW] for each in older_records()]
    assert [{key: each[key] for key in each if key not in NEW} for each in found] == older_records()
    assert {(each["annotator"], each["annotator_key"].split("~")[0], each["codebook_id"]) for each in found} == {
        ("ana", "ana", None),
        ("ben", "ben", None),
    }
    again = import_articles(empty, [path])
    assert (again.new, again.decisions, again.suggestions, again.elsewhere) == (0, 0, 0, 0)
    assert exported(empty) == found


def test_what_is_decided_here_tells_its_codebook_and_the_older_keep_their_numbers(empty, tmp_path):
    import_articles(empty, [write_lines(tmp_path / "older.jsonl", *older_records())], ImportOptions(make_codebook=True))
    *_, last = empty.sentences()
    empty.label(last, "fact")
    found = exported(empty, Selection())
    ((id, number),) = {(each["codebook_id"], each["scheme_version"]) for each in found if each["codebook_id"]}
    assert (id, number) == (found[-1]["codebook_id"], 2)
    assert numbers(empty.connection)[bytes.fromhex(id.replace("-", ""))] == 2
    assert [each["scheme_version"] for each in found if not each["codebook_id"]] == [2, 2, 2, 2, 3, 3, 4, 4, 4]


def test_decided_ones_go_onto_the_article_that_is_here(empty, tmp_path):
    text, _ = ARTICLES[1]
    empty.add(text, language="en")
    decided = [record for record in older_records() if record["status"] != "undecided"]
    path = write_lines(tmp_path / "older.jsonl", *(each for each in decided if each["article_id"] == IDS[1]))
    report = import_articles(empty, [path], ImportOptions(make_codebook=True))
    # The sentence that was split there is whole here: what both parts say comes together.
    assert (report.new, report.known, report.decisions, report.elsewhere) == (0, 1, 4, 4)
    found = exported(empty, Selection())
    assert [(each["text"], each["annotator"], each["labels"], each["status"]) for each in found] == [
        ("It rained; it snowed.", "ben", ["hearsay"], "labelled")
    ]
