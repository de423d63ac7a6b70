"""How a label looks: its name, key and colour, the same wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.color import Color
from textual.style import Style

from labels.codebook import Codebook
from labels.values.annotation import Annotation
from tui.printable import printable
from tui.theme import LABEL_COLOURS, label_style
from tui.widgets.sentence_row import SentenceRow

#: The colour of a label that is not in the codebook.
UNKNOWN = "row-quiet"


@dataclass(frozen=True, slots=True)
class LabelDisplay:
    """What is drawn of one label. `colour` is a theme variable such as "label-1", or "#rrggbb"."""

    id: str
    name: str
    key: str
    colour: str


def label_displays(codebook: Codebook) -> dict[str, LabelDisplay]:
    """The displays of all labels, by label id; those without a colour get one by their place in the codebook."""
    return {
        label.id: LabelDisplay(
            label.id, printable(label.name), label.key or "", label.colour or f"label-{place % LABEL_COLOURS + 1}"
        )
        for place, label in enumerate(codebook.labels)
    }


def sentence_row(mark: Annotation, displays: Mapping[str, LabelDisplay]) -> SentenceRow:
    """A mark as the sentence list shows it."""
    labels = [displays.get(id, LabelDisplay(id, printable(id), "", UNKNOWN)) for id in mark.labels]
    return SentenceRow(
        labels=_each(labels, "name"),
        colours=_each(labels, "colour"),
        keys=_each(labels, "key"),
        status=mark.status,
        flagged=mark.flagged,
        noted=bool(mark.note),
        carried=mark.carried,
    )


def display_style(display: LabelDisplay, variables: Mapping[str, str], ground: Color) -> Style:
    """The style in which a label's name and key are written on `ground`."""
    return Style.from_rich_style(label_style(display.colour, variables, ground))


def _each(labels: Sequence[LabelDisplay], field: str) -> tuple[str, ...]:
    return tuple(getattr(label, field) for label in labels)
