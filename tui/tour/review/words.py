"""The keys that the words of the lesson on review may name."""

from __future__ import annotations

from labels.codebook import Codebook
from tui.commands import commands_of
from tui.keymap import Keymap
from tui.screens.review.keys import label_keys
from tui.tour.words import free_key

#: The capital of the reason that the lesson gives; capitals cannot be given to commands.
_REASON = "D"


def review_field_keys(codebook: Codebook, keymap: Keymap) -> dict[str, str]:
    """The key for each field: commands of a review without `review_`, `label_` and a label's name, and four more."""
    own = {command.id: keymap.elsewhere[command.id] for command in commands_of("review")}
    keys = {id.removeprefix("review_"): named[0] for id, named in own.items() if named}
    in_review = {label.name: label_keys(keymap, label.id) for label in codebook.active}
    keys |= {f"label_{name}": (named or (keys["pick"],))[0] for name, named in in_review.items()}
    keys |= {"enter": "enter", "do": keymap.elsewhere["bulk_do"][0], "reason": _REASON}
    used = {key for named in (*own.values(), *in_review.values()) for key in named}
    keys["go_on"] = free_key(used)
    return keys
