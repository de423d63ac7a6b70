"""The keys of a review as bindings: commands, label letters, numbers of answers, letters of people, and reasons."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from textual.binding import Binding

from labels.codebook import Codebook
from tui.keymap import Keymap
from tui.screens.bindings import bindings_of

#: How many answers have a key.
MOST_ANSWERS = 9


#: Alt and these letters reach a program as other keys: most terminals send the same for both.
_SENT_AS = {"b": ("ctrl+left",), "f": ("ctrl+right",)}


def review_bindings(codebook: Codebook, keymap: Keymap) -> list[Binding]:
    """Every key of the review. All have priority, so that keys typed ahead act in order.

    Digits take answers and capitals are reasons; labels that have such keys at the desk are picked by name here.
    """
    found = bindings_of("review", keymap)
    taken = {key for binding in found for key in binding.key.split(",")}
    for number in range(1, MOST_ANSWERS + 1):
        found.append(_binding(str(number), f"take({number})", f"Settle by answer {number}"))
    found.append(_binding("0", "skip", "Settle as no label"))
    for letter in ascii_lowercase:
        words = f"Settle the rest of the article as {letter.upper()} answered"
        keys = ",".join((f"alt+{letter}", *_SENT_AS.get(letter, ())))
        found.append(_binding(keys, f"take_all('{letter.upper()}')", words))
    for letter in ascii_uppercase:
        if letter not in taken:
            found.append(_binding(letter, f"reason('{letter}')", f"Give the next settlement reason {letter}"))
    for number, label in enumerate(codebook.active):
        for key in label_keys(keymap, label.id):
            if key not in taken:
                found.append(_binding(key, f"label({number})", f"Settle as {label.name}"))
    return found


def label_keys(keymap: Keymap, id: str) -> tuple[str, ...]:
    """The keys of a label that it has in a review as well: no digits and no capitals."""
    return tuple(key for key in keymap.label_keys[id] if not (len(key) == 1 and (key.isdigit() or key.isupper())))


def _binding(key: str, action: str, words: str) -> Binding:
    return Binding(key, action, words, show=False, id=f"review.{action}", priority=True)
