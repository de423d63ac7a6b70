"""What help pages are made of: keys with what they do, and the codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.content import Content

from labels.codebook import Codebook, Label
from tui.commands import commands_of
from tui.keymap import Keymap
from tui.printable import printable

#: Keys, or what else is to be typed, and what it does.
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
        (("note:irony",), "The note holds this"),
        (("article:12",), "Article by number, id, or words of its title"),
        (("source:gazette",), "The source holds this"),
        (("after:2026-11-01",), "Decided since that day"),
        (("before:2026-11-01",), "Decided before that day"),
        (("seconds:>20",), "The decision took so long"),
        (("length:100..200",), "The sentence is so long, in characters"),
    ),
    typed=True,
)


def desk_parts(codebook: Codebook, keymap: Keymap, labels: Collection[str] = ()) -> Iterator[Part]:
    """The desk: the entries of the labels whose ids are given first, then all keys, then the whole codebook."""
    for label in codebook.labels:
        if label.id in labels:
            yield Part("", lines=list(_entry(label)))
    yield Part("Labels", list(_label_rows(codebook, keymap)))
    commands = commands_of("desk")
    for section in dict.fromkeys(command.section for command in commands):
        yield Part(
            section, [(keymap.commands[each.id], each.description) for each in commands if each.section == section]
        )
    yield codebook_part(codebook)


def keys_part(head: str, bindings: Iterable[object]) -> Part:
    """The keys of a screen as they are bound, with what they do."""
    bound = [each for each in bindings if isinstance(each, Binding)]
    return Part(head, [(each.key.split(","), each.tooltip or each.description) for each in bound])


def codebook_part(codebook: Codebook) -> Part:
    """The whole codebook."""
    lines = [Content(printable(line)) for line in codebook.guidelines.splitlines()]
    for number, label in enumerate(codebook.active):
        lines += [Content("")] if number or lines else []
        lines += _entry(label)
    return Part("Codebook" + (f": {printable(codebook.title)}" if codebook.title else ""), lines=lines)


def _label_rows(codebook: Codebook, keymap: Keymap) -> Iterator[Row]:
    for label in codebook.active:
        first = printable(label.definition).split(". ")[0].rstrip(".")
        yield keymap.label_keys[label.id], printable(label.name) + (f": {first}" if first else "")
    if any(keymap.toggle_keys.values()):
        give = "Add" if codebook.choose == "many" else "Give"
        yield ("Shift and the letter",), f"{give} the label or take it away, and stay"


def _entry(label: Label) -> Iterator[Content]:
    key = f"  ({label.key})" if label.key else ""
    yield Content.assemble((printable(label.name), "bold"), key)
    if label.definition:
        yield Content(printable(label.definition))
    for sign, texts in (("+ ", label.examples), ("– not: ", label.counter_examples)):
        for text in texts:
            yield Content(f"{sign}{printable(text)}")
