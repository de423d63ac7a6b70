"""What the examples of a codebook say: which label a sentence with that text has, and which it does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from labels.codebook.fields import fold
from labels.codebook.model import Codebook

#: The end of a sentence. Brackets after it are not a part of the sentence.
_OVER = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")

#: Quotation marks of every style, mapped to two. People type other marks in an example than an article has.
_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})


#: Between the names of labels in a remark that names several: `news or background: …`.
_OR = re.compile(r"\s+or\s+|\s*[/,]\s*")


@dataclass(frozen=True, slots=True)
class Ruling:
    """An example, or a counter-example if `counter`, of the label with the id `label`.

    `quoted` is the text as the codebook has it, `sentence` the same without the remark in brackets that a
    counter-example may end with. `right` has the ids of labels of which the sentence has one: of an example its label,
    of a counter-example what the remark names, if it names any; `reason` is what the remark says besides.
    """

    label: str
    counter: bool
    quoted: str
    sentence: str
    right: tuple[str, ...]
    reason: str = ""


def rulings(codebook: Codebook) -> list[Ruling]:
    """The rulings of the examples and counter-examples of `codebook`, in its order, about labels that can be given.

    Examples of a label that was merged into another are examples of that one. Its counter-examples no longer count, nor
    do those whose right label was merged with theirs.
    """
    names = codebook.ids_by_name()
    active = {label.id for label in codebook.active}
    found: list[Ruling] = []
    for label in codebook.labels:
        id = codebook.read_as(label.id)
        if id not in active:
            continue
        found += [Ruling(id, False, text, text, (id,)) for text in label.examples]
        if id == label.id:
            found += [_against(id, text, names) for text in label.counter_examples]
    return list(_that_still_rule(found, codebook, active))


def _that_still_rule(found: list[Ruling], codebook: Codebook, active: set[str]) -> Iterator[Ruling]:
    for ruling in found:
        right = tuple(dict.fromkeys(map(codebook.read_as, ruling.right)))
        if not (ruling.counter and ruling.label in right):
            yield replace(ruling, right=tuple(id for id in right if id in active))


def same_text(text: str) -> str:
    """`text` in the form in which two sentences count as one text: blanks, line breaks and styles of quotes aside."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


def _against(id: str, quoted: str, names: Mapping[str, str]) -> Ruling:
    """The ruling of a counter-example such as `Police say so. (claim: the police answer for it)`."""
    sentence, remark = _parted(quoted)
    named, _, reason = remark.partition(":")
    right = _labels_named(" ".join(named.split()), names)
    if right:
        return Ruling(id, True, quoted, sentence, right, " ".join(reason.split()))
    if remark and _OVER.search(sentence):
        return Ruling(id, True, quoted, sentence, (), " ".join(remark.split()))
    return Ruling(id, True, quoted, quoted, ())


def _labels_named(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of the label that a text names, or of the several, as in `news or background`; none if it says more."""
    whole = names.get(fold(text))
    if whole is not None:
        return (whole,)
    parts = [names.get(fold(part)) for part in _OR.split(text)]
    known = tuple(id for id in parts if id is not None)
    return known if len(known) == len(parts) else ()


def _parted(text: str) -> tuple[str, str]:
    """A text without the brackets at its end, and what is in them; nothing if there are none, or nothing before."""
    text = text.strip()
    if not text.endswith(")"):
        return text, ""
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return (text[:at].rstrip(), text[at + 1 : -1].strip()) if text[at - 1].isspace() else (text, "")
    return text, ""
