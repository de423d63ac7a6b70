"""The parts of help pages: keys with what they do, and the codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.content import Content

from labels.codebook import Codebook, Label
from labels.review.reasons import Reason
from tui.commands import commands_of
from tui.keymap import Keymap
from tui.printable import beginning, printable

#: Keys, or something else to type, and what it does.
Row = tuple[Sequence[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a help page under a heading (none if that is empty): `rows` in two columns, then `lines`.

    What `rows` begin with are keys, unless they are `typed`: then it is shown as it is.
    """

    head: str
    rows: Sequence[Row] = ()
    lines: Sequence[Content] = field(default=())
    typed: bool = False


#: A help page shows so many lines and characters of a codebook; with many more it would take seconds to open.
_MOST_LINES, _MOST_CHARACTERS = 500, 40_000

#: And so many characters of a definition beside the key of its label.
_MOST_OF_A_GIST = 300

#: The query language in examples; docs/query.md has all of it.
QUERY = Part(
    "What a query may say",
    (
        (("bridge closed",), "Sentences that hold both words, whatever their case"),
        (('"said that"',), "The words one after the other"),
        (("/regex/ /regex/i",), "A regular expression; with i, in any case"),
        (("-bridge",), "What is not so; works before everything here"),
        (("this or that",), "Either; ( ) keep together what belongs together"),
        (("label:claim",), "You gave this label"),
        (("near:claim",), "The sentence before or after has it"),
        (("by:ben",), "Whose decisions are meant; alone, what ben has said anything of"),
        (("is:undecided",), "Or labelled, skipped, decided, flagged, noted, carried"),
        (("is:contradicted",), "The codebook says something else now"),
        (("is:returned",), "A lead sent it back to be decided again"),
        (("state:conflict",), "Annotators differ; or unmarked, thin, agreed, settled"),
        (("is:reopened",), "Settled, but somebody voted later; or contested by another lead"),
        (("note:irony",), "The note holds this"),
        (("article:12",), "Article by number, id, or words of its title"),
        (("source:gazette",), "The source holds this"),
        (("after:2026-11-01",), "Decided since that day"),
        (("before:2026-11-01",), "Decided before that day"),
        (("seconds:>20",), "The decision took so long"),
        (("codebook:<3",), "Decided under an earlier version of the codebook"),
        (("length:100..200",), "The sentence is so long, in characters"),
    ),
    typed=True,
)


def desk_parts(codebook: Codebook, keymap: Keymap, labels: Collection[str] = ()) -> Iterator[Part]:
    """The desk: the entries of the labels whose ids are given first, then all keys, then the whole codebook."""
    for label in codebook.labels:
        if label.id in labels:
            yield Part("", lines=_as_many_as_are_read(_entry(label), _lines_of(label)))
    yield Part("Labels", list(_label_rows(codebook, keymap)))
    commands = commands_of("desk")
    for section in dict.fromkeys(command.section for command in commands):
        yield Part(
            section, [(keymap.commands[each.id], each.description) for each in commands if each.section == section]
        )
    yield codebook_part(codebook)


def review_parts(codebook: Codebook, reasons: Iterable[Reason], keymap: Keymap) -> Iterator[Part]:
    """A review: how conflicts are settled, the reasons, all keys, and the whole codebook."""
    rows: list[Row] = [
        (("1 to 9",), "Settle by the answer with this number, and go on"),
        (("0",), "Settle as no label, and go on"),
        (("a label’s letter",), "Settle by this label, and go on; labels on digits and capitals are picked by name"),
        (
            ("Alt and A to Z",),
            "Settle the conflicts from here to the end of the article as this person answered, after asking",
        ),
        (("A to Z",), "Give the next settlement this reason; again: none"),
    ]
    yield Part("Settle", rows, typed=True)
    yield Part("Reasons", [((reason.key,), printable(reason.words)) for reason in reasons])
    commands = commands_of("review")
    for section in dict.fromkeys(command.section for command in commands):
        keys = [(keymap.elsewhere[each.id], each.description) for each in commands if each.section == section]
        yield Part("Commands" if section == "review" else section, keys)
    yield codebook_part(codebook)


def keys_part(head: str, bindings: Iterable[object]) -> Part:
    """The keys of a screen as they are bound, with what they do."""
    bound = [each for each in bindings if isinstance(each, Binding)]
    return Part(head, [(each.key.split(","), each.tooltip or each.description) for each in bound])


def codebook_part(codebook: Codebook) -> Part:
    """The whole codebook, or as much of it as is read."""
    head = "Codebook" + (f": {beginning(codebook.title)}" if codebook.title else "")
    return Part(head, lines=_as_many_as_are_read(_codebook_lines(codebook), _lines_in(codebook)))


def _as_many_as_are_read(lines: Iterable[Content], count: int) -> list[Content]:
    """The lines, or the first of them and how many more there are. The others are not made."""
    kept: list[Content] = []
    characters = 0
    for line in lines:
        characters += len(line)
        if len(kept) == _MOST_LINES or (kept and characters > _MOST_CHARACTERS):
            return [*kept, Content(f"… and {count - len(kept):,} lines more: copydesk codebook show")]
        kept.append(line)
    return kept


def _codebook_lines(codebook: Codebook) -> Iterator[Content]:
    guidelines = codebook.guidelines.splitlines()
    yield from (Content(beginning(line)) for line in guidelines)
    for number, label in enumerate(codebook.active):
        if number or guidelines:
            yield Content("")
        yield from _entry(label)


def _lines_in(codebook: Codebook) -> int:
    """How many lines `_codebook_lines` gives."""
    guidelines, active = len(codebook.guidelines.splitlines()), codebook.active
    blank = len(active) if guidelines else len(active) - 1
    return guidelines + sum(map(_lines_of, active)) + blank


def _lines_of(label: Label) -> int:
    """How many lines `_entry` gives."""
    return 1 + bool(label.definition) + len(label.examples) + len(label.counter_examples)


def _label_rows(codebook: Codebook, keymap: Keymap) -> Iterator[Row]:
    for label in codebook.active:
        first = beginning(label.definition).split(". ")[0].rstrip(".")
        first = first if len(first) <= _MOST_OF_A_GIST else f"{first[:_MOST_OF_A_GIST]}…"
        yield keymap.label_keys[label.id], printable(label.name) + (f": {first}" if first else "")
    if any(keymap.toggle_keys.values()):
        give = "Add" if codebook.choose == "many" else "Give"
        yield ("Shift and the letter",), f"{give} the label or take it away, and stay"


def _entry(label: Label) -> Iterator[Content]:
    key = f"  ({label.key})" if label.key else ""
    yield Content.assemble((printable(label.name), "bold"), key)
    if label.definition:
        yield Content(beginning(label.definition))
    for sign, texts in (("+ ", label.examples), ("– not: ", label.counter_examples)):
        for text in texts:
            yield Content(f"{sign}{beginning(text)}")
