"""What the sentence list shows of one sentence beside its text: the part that changes while labelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Status = Literal["undecided", "labelled", "skipped"]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """The state of one sentence as drawn in the gutter.

    `labels`, `colours` and `keys` run in parallel, one entry a label: its name, its colour (a theme
    variable such as "label-1", or "#rrggbb"), and the key that sets it. Shorter `colours` or `keys` are
    filled up with the text colour and the first letter of the name. `caret` is a word that is pointed at,
    as offsets into the sentence. `was` is the decision that was replaced a moment ago, in words.
    `returned` says that a lead sent the sentence back. `dimmed` text is not what the annotator is working on. `pieces`,
    texts with colours, stand in the gutter of a review in place of a decision, and `short` where there is no room for
    them.
    """

    labels: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    status: Status = "undecided"
    flagged: bool = False
    noted: bool = False
    carried: bool = False
    returned: bool = False
    caret: tuple[int, int] | None = None
    was: str = ""
    dimmed: bool = False
    pieces: tuple[tuple[str, str], ...] = ()
    short: str = ""


class Place(NamedTuple):
    """A line of the running text: `line` of sentence `row`, which begins `offset` code points into it.

    `row` and `offset` name the place in the text and hold for every window; `line` counts wrapped lines
    and holds for the present width only. The blank line after a paragraph has the sentence's length as
    its offset.
    """

    row: int
    line: int
    offset: int
