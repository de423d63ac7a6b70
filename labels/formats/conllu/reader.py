"""CoNLL-U: sentences with their words. The boundaries, documents and paragraphs in it are kept exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.files.text_lines import text_lines
from labels.formats.article_text import assemble, check_number
from labels.formats.gold_record import GOLD_ABOUT, LEFT_OUT
from labels.formats.label_columns.columns import LabelColumns
from labels.formats.reader import ImportedArticle
from labels.values.import_options import LABELS, USUAL, Columns

_STARTS = (b"# newdoc", b"# newpar", b"# sent_id", b"# text", b"# global.columns")
#: The comment of a sentence whose labels Copydesk wrote as gold.
GOLD_COMMENT = f"gold_{GOLD_ABOUT[0]}"
_COMMENT = re.compile(r"#\s*([^=]*?)\s*(?:=\s*(.*))?$")


class ConllUReader:
    """Reads `# text`, or puts the words together. Comments such as `labels` and `annotator` become decisions."""

    name = "conllu"
    suffixes = (".conllu", ".conll")

    def recognises(self, head: bytes) -> bool:
        """By the comment it begins with, or a first line of ten columns that is word number one."""
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
        return first.startswith(_STARTS) or (first.startswith(b"1\t") and first.count(b"\t") == 9)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """An article for each `# newdoc`. Raises ReadingError naming the line of what is not in the format."""
        document: list[_Sentence] = []
        paragraph, any_found = 0, False
        labels = _labels(source)
        for sentence in _sentences(source):
            if document and "newdoc" in sentence.starts:
                yield _article(source, document, labels)
                document, paragraph = [], 0
            elif document and "newpar" in sentence.starts:
                paragraph += 1
            check_number(len(document), source.name)
            document.append(replace(sentence, paragraph=paragraph))
            any_found = True
        if document:
            yield _article(source, document, labels)
        if not any_found:
            raise ReadingError(f"{source.name}: holds no sentences in CoNLL-U. Name another format with --format.")


@dataclass(frozen=True, slots=True)
class _Sentence:
    line: int
    text: str
    comments: dict[str, str]
    starts: frozenset[str]
    paragraph: int = 0


@dataclass(slots=True)
class _Block:
    """The lines of a sentence so far."""

    line: int = 0
    comments: dict[str, str] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    covered: int = 0

    def hear(self, line: str) -> None:
        """Take in one line. Raises ValueError for one that is neither a comment nor a word."""
        if line.startswith("#"):
            found = _COMMENT.match(line)
            key, value = (found[1], found[2]) if found else ("", None)
            first = key.split(" ")[0]
            if first in ("newdoc", "newpar"):
                self.starts.add(first)
            if value is not None:
                self.comments[key] = value
            return
        cells = line.split("\t")
        if len(cells) != 10:
            raise ValueError(f"{len(cells)} columns where CoNLL-U has 10, set apart by tabs. Correct the line.")
        number, _, last = cells[0].partition("-")
        if not number.replace(".", "", 1).isdigit():
            raise ValueError(f"“{cells[0][:20]}” is no number of a word. Correct the line.")
        if "." in number or (not last and int(number) <= self.covered):
            return
        self.covered = int(last) if last.isdigit() else int(number)
        self.words.append(cells[1] + ("" if "SpaceAfter=No" in cells[9].split("|") else " "))


def _sentences(source: Source) -> Iterator[_Sentence]:
    block, before, bad = _Block(), 0, False
    pending: set[str] = set()
    for number, line in text_lines(source):
        if number > before + 1 and block.line:  # blank lines are passed over
            yield from _made(source, block, bad, pending)
            block, bad = _Block(), False
        before = number
        block.line = block.line or number
        try:
            block.hear(line)
        except ValueError as error:
            source.bad_row(number, str(error))
            bad = True
    if block.line:
        yield from _made(source, block, bad, pending)


def _made(source: Source, block: _Block, bad: bool, pending: set[str]) -> Iterator[_Sentence]:
    """The sentence of a block; None for a bad block, or one with comments only, which belong to the next block."""
    text = block.comments.get("text") or "".join(block.words).strip()
    pending |= block.starts
    if bad or not text.strip() or not (block.words or "text" in block.comments):
        if block.words and not bad:
            source.bad_row(block.line, "a sentence without a text. Take it out.")
        return
    yield _Sentence(block.line, text.strip(), block.comments, frozenset(pending))
    pending.clear()


def _labels(source: Source) -> LabelColumns:
    """The comments that hold labels: those that were asked for, else those that we write, exactly as they are."""
    columns = source.options.columns
    if not columns.labels:
        return LabelColumns(replace(columns, labels=LABELS, separator=columns.separator or "|"), only_names=True)
    labels = LabelColumns(columns)
    with source.looking_ahead():
        for sentence in _sentences(source):
            labels.learn(sentence.comments)
    labels.settle(source)
    return labels


def _article(source: Source, document: list[_Sentence], columns: LabelColumns) -> ImportedArticle:
    text, cuts = assemble((each.text, each.paragraph) for each in document)
    decisions, groups = [], dict[str, str]()
    for sentence, (start, end, _) in zip(document, cuts, strict=True):
        if GOLD_COMMENT in sentence.comments:
            source.remark(LEFT_OUT)
            continue
        labels = columns.labels_in(sentence.comments)
        groups |= {label: column for label, column in labels.items() if column and column not in LABELS}
        who = sentence.comments.get(source.options.columns.annotator or "annotator")
        if labels:
            decisions.append(Decision(start, end, "labelled", tuple(labels), who))
        elif sentence.comments.get("status") == "skipped":
            decisions.append(Decision(start, end, "skipped", (), who))
    article = _about(source, text, document[0].comments)
    origin = f"conllu: {source.name}"
    return ImportedArticle(source.name, article, "utf-8", "blank", cuts, tuple(decisions), origin, groups)


def _about(source: Source, text: str, comments: dict[str, str]) -> Article:
    """What the comments of the first sentence say of the document."""
    said = {key.removeprefix("meta::"): value for key, value in comments.items() if value}
    named = Columns().guessed(said, [name for name in FACTS if name in USUAL], labels=False)
    about = {name: said.get(getattr(named, name) or "") for name in FACTS}
    id = comments.get("newdoc id") or comments.get("newdoc_id")
    meta = {key: value for key, value in said.items() if f"meta::{key}" in comments and key not in named.used()}
    if about["source"]:
        meta["file"] = source.name
    about["source"] = about["source"] or source.name
    about["title"] = about["title"] or id or source.stem
    return Article(text, **about, meta={**({"id": id} if id else {}), **meta, **source.meta})
