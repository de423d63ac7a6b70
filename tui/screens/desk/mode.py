"""What the next key at the desk means, if that differs from the usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labels.desk.split_places import SplitChoice
from tui.key_names import key_sign
from tui.keymap import Keymap

#: What the next label key does instead of labelling.
NextLabel = Literal["add", "example", "counter-example"]

_CHOOSING = ("split_here", "split_right", "split_left", "split_likely")
_NEXT_LABEL: dict[NextLabel, str] = {
    "add": "Add: press a label’s key to add it to this sentence or take it away.",
    "example": "Example: press a label’s key to put this sentence into its codebook entry.",
    "counter-example": "Counter-example: press the key of the label that this sentence is not.",
}


@dataclass(slots=True)
class Mode:
    """`next_label` says what the next label key does; `split` is the place to split that is being chosen."""

    keymap: Keymap
    next_label: NextLabel | None = None
    split: SplitChoice | None = None

    @property
    def hint(self) -> str:
        """What to press now; empty where keys mean what they usually do."""
        if self.split is not None:
            split, right, left, likely = (key_sign(self.keymap.elsewhere[id][0]) for id in _CHOOSING)
            words = f"{split} splits before the mark · {right} {left} word"
            return f"{words} · {likely} likely place · Escape leaves"
        return _NEXT_LABEL[self.next_label] if self.next_label is not None else ""
