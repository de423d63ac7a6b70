"""CoNLL-U-style: documents, paragraphs and sentences as comments, and the words of each, told apart at blanks only.

Copydesk knows sentences, not words, so the columns of word forms hold what lies between blanks and the other columns
are empty. Labels stand in the comments `labels` (joined by `|`), next to `status` and `annotator`; of gold, next to
`gold_state`, `gold_by` and others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints

from labels.article import article_id
from labels.errors import UsageError
from labels.formats.article_text import assemble
from labels.formats.dataset import Dataset
from labels.formats.gold_record import gold_about, is_gold
from labels.formats.json.lines import write_lines
from labels.formats.losses import has_author, has_meta, lacks_sentences
from labels.formats.record import Record, RecordInContext
from labels.formats.suggested import SuggestionFields
from labels.formats.writer import Loss
from labels.values.progress import Progress

if TYPE_CHECKING:
    from labels.project_view import ProjectView


_SEPARATOR = "|"
_ABOUT = ("title", "source", "url", "published", "language")
_BESIDE = (
    *("decided_at", "seconds", "note", "suggested_label", "suggested_score", "scheme_version", "split"),
    *("flag_reason", "annotator_key", "codebook_id"),
    *get_type_hints(SuggestionFields),
)

_PLACE = (
    "comes back only if all sentences of the article are exported (--status all), and one blank lies between sentences"
    " and a blank line between paragraphs"
)
_ONE_LINE = "line breaks become blanks, as comments have one line"


def _has_lines(value: str | None) -> bool:
    return value is not None and (len(value.splitlines()) > 1 or value != value.strip())


def _has_lines_or_none(value: str | None) -> bool:
    return value is None or _has_lines(value)


def _loses_its_place(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether the article that an import makes of these sentences is another."""
    text, _ = assemble((_one_line(record["text"]), record["paragraph"]) for record in records)
    return lacks_sentences(project, records) or article_id(text) != records[0]["article_id"]


def _counts_paragraphs_anew(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    numbers = dict.fromkeys(record["paragraph"] for record in records)
    return list(numbers) != list(range(len(numbers)))


class ConllUWriter:
    """Writes one block a sentence, of one annotator: the format has no place for a second opinion."""

    name = "conllu"
    suffix = ".conllu"
    losses: tuple[Loss, ...] = (
        Loss("text", _ONE_LINE, _has_lines),
        *(Loss(field, _PLACE, where=_loses_its_place) for field in ("id", "article_id", "position", "start", "end")),
        Loss("paragraph", "counted anew, where a paragraph is missing", where=_counts_paragraphs_anew),
        Loss("title", f"{_ONE_LINE}; where there is none, the article’s id comes back", _has_lines_or_none),
        Loss("source", f"{_ONE_LINE}; where there is none, the file’s name comes back", _has_lines_or_none),
        *(Loss(field, _ONE_LINE, _has_lines) for field in ("url", "published", "language", "annotator")),
        *(Loss(field, "not written") for field in (*_BESIDE, "flagged", "previous", "next")),
        Loss("author", "not written", where=has_author),
        Loss("meta", "not written", where=has_meta),
    )

    gold_holds = ("decided_at", "note")

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One block a record. Raises WritingError, and UsageError for two annotators of one sentence."""
        return write_lines(path, _blocks(dataset), progress)


def _blocks(dataset: Dataset) -> Iterator[str]:
    before: Record | None = None
    for record in dataset.records():
        if before is not None and before["id"] == record["id"]:
            raise UsageError(
                f"CoNLL-U holds one annotator’s labels, and “{before['annotator']}” and “{record['annotator']}” are"
                " both here. Choose one with --annotator, or another format."
            )
        yield "\n".join([*_comments(record, before), *_words(record["text"]), ""])
        before = record


def _comments(record: Record, before: Record | None) -> Iterator[str]:
    new = before is None or before["article_id"] != record["article_id"]
    if new:
        yield f"# newdoc id = {record['article_id']}"
        for key in _ABOUT:
            if value := record[key]:  # type: ignore[literal-required]
                yield f"# meta::{key} = {_one_line(value)}"
    if new or (before is not None and before["paragraph"] != record["paragraph"]):
        yield "# newpar"
    yield f"# sent_id = {record['id']}"
    yield f"# text = {_one_line(record['text'])}"
    if record["labels"]:
        yield f"# labels = {_labels(record['labels'])}"
    yield f"# status = {record['status']}"
    if "state" in record and is_gold(record):  # this is called only for gold
        yield from (f"# {key} = {_one_line(str(value))}" for key, value in gold_about(record).items())
    elif record["status"] != "undecided":
        yield f"# annotator = {_one_line(record['annotator'])}"


def _labels(labels: list[str]) -> str:
    for label in labels:
        if _SEPARATOR in label:
            raise UsageError(f"CoNLL-U: the label “{label}” holds “{_SEPARATOR}”, which sets labels apart. Rename it.")
    return _SEPARATOR.join(labels)


def _words(text: str) -> Iterator[str]:
    for number, word in enumerate(text.split(), 1):
        yield f"{number}\t{word}" + "\t_" * 8


def _one_line(text: str) -> str:
    """`text` with a blank for each line break of any kind."""
    return " ".join(text.splitlines())
