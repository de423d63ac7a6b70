"""What the next key at the desk means, if that differs from the usual, and which keys end that."""

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
_ENDED: dict[NextLabel, str] = {
    "add": "Nothing was added.",
    "example": "No example was added.",
    "counter-example": "No counter-example was added.",
}

#: The commands whose keys lead to the label that is waited for, beside the keys of labels.
_LEAD_ON = frozenset({"add", "example", "counter_example", "pick"})


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

    def end(self) -> str:
        """Let keys mean again what they usually do; what came to nothing, empty if they meant that already."""
        ended = "Nothing was split." if self.split is not None else ""
        if self.next_label is not None:
            ended = _ENDED[self.next_label]
        self.split = self.next_label = None
        return ended

    def continues_with(self, *names: str | None) -> bool:
        """Whether a key with these names is one of those that are waited for, or gives up by itself."""
        if "escape" in names:
            return True
        if self.split is not None:
            own = (*(self.keymap.elsewhere[id] for id in _CHOOSING), self.keymap.commands["split"])
            return any(name in keys for keys in own for name in names)
        kind, id = self.keymap.meaning(*names) or ("", "")
        return kind == "label" or (kind == "command" and id in _LEAD_ON)
