"""The codebook as a page of Markdown, for people to read: in an appendix, on paper, beside the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labels.codebook.model import Codebook, Label

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")

#: What begins a list or a line under a heading, where a text stands at the beginning of a line.
_BEGINNING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")


def codebook_as_markdown(codebook: Codebook) -> str:
    """The page: title, guidelines, then each label, retired ones as well, with its definition and its examples.

    All texts of the codebook are shown as they are. None acts as Markdown, except that the guidelines keep their lists
    and paragraphs.
    """
    blocks = [f"# {_plain(codebook.title) or 'Codebook'}"]
    several = "one label" if codebook.choose == "one" else "one label or several"
    blocks.append(f"Each sentence gets {several}.")
    if codebook.guidelines.strip():
        blocks += ["## Guidelines", _lines(codebook.guidelines)]
    blocks.append("## Labels")
    for label in codebook.labels:
        blocks += _label(codebook, label)
    return "\n\n".join(blocks) + "\n"


def _label(codebook: Codebook, label: Label) -> Iterator[str]:
    key = f" ({_plain(label.key)})" if label.key else ""
    yield f"### {_plain(label.name)}{key}"
    if label.same_as is not None:
        names = {each.id: each.name for each in codebook.labels}
        yield f"Merged into {_plain(names.get(label.same_as, label.same_as))}."
    elif label.retired:
        yield "Retired: it can no longer be given."
    if label.definition.strip():
        yield "\n\n".join(_at_beginning(_plain(part)) for part in label.definition.split("\n\n") if part.strip())
    beside = [other for other in codebook.active if other.group == label.group and other.id != label.id]
    if label.group is not None and codebook.can_be_given(label) and beside:
        yield f"Excludes {', '.join(_plain(other.name) for other in beside)}."
    for head, texts in (("Examples:", label.examples), ("Counter-examples:", label.counter_examples)):
        if texts:
            yield head
            yield "\n".join(f"- {_at_beginning(_plain(text))}" for text in texts)


def _plain(text: str) -> str:
    """`text` on one line, in which nothing acts as Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _at_beginning(text: str) -> str:
    return _BEGINNING.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


def _lines(text: str) -> str:
    """Several lines, as they are, so that lists and paragraphs stay; without headings, links and the like."""
    return "\n".join(_SPECIAL.sub(r"\\\1", line.rstrip().replace("\t", " ")) for line in text.strip("\n").splitlines())
