"""The configuration that another tool needs before it imports our files: labels, keys, definitions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from labels.codebook.model import Codebook, Label

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The keys that other tools can bind.
_KEY = re.compile("[0-9a-z]")


def label_studio(codebook: Codebook, labels: Sequence[Label]) -> str:
    """The labelling interface: a text, the choices on it, and an area for a note, which is read again as one."""
    choice = "multiple" if codebook.choose == "many" else "single"
    choices = "".join(f"    <Choice{_attributes(label)}/>\n" for label in labels)
    return (
        "<View>\n"
        '  <Text name="text" value="$text"/>\n'
        f'  <Choices name="label" toName="text" choice="{choice}">\n{choices}  </Choices>\n'
        '  <TextArea name="note" toName="text" placeholder="Note" maxSubmissions="1" required="false"/>\n'
        "</View>\n"
    )


def _attributes(label: Label) -> str:
    known = {"value": label.name, "hotkey": _key(label), "hint": " ".join(label.definition.split())}
    return "".join(f" {name}={quoteattr(_NO_XML.sub('', value))}" for name, value in known.items() if value)


def doccano(codebook: Codebook, labels: Sequence[Label]) -> str:
    """The labels, for “Import labels” of a project."""
    return _json([_doccano(label) for label in labels])


def _doccano(label: Label) -> dict[str, Any]:
    colour = label.colour if label.colour and label.colour.startswith("#") else None
    known = {"text": label.name, "suffix_key": _key(label), "background_color": colour}
    return {name: value for name, value in known.items() if value}


def argilla(codebook: Codebook, labels: Sequence[Label]) -> str:
    """The settings of a dataset, for `rg.Settings.from_json`."""
    kind = "multi_label_selection" if codebook.choose == "many" else "label_selection"
    meanings = [f"{label.name}: {' '.join(label.definition.split())}" for label in labels if label.definition.strip()]
    options = [{"text": label.name, "value": label.name} for label in labels]
    return _json(
        {
            "guidelines": codebook.guidelines or None,
            "fields": [
                {"name": "text", "title": "text", "required": True, "settings": {"type": "text", "use_markdown": False}}
            ],
            "questions": [
                {
                    "name": "label",
                    "title": codebook.title or "label",
                    "description": "\n\n".join(meanings) or None,
                    "required": True,
                    "settings": {"type": kind, "options": options, "visible_options": None},
                }
            ],
            "metadata": [],
            "vectors": [],
            "allow_extra_metadata": True,
        }
    )


def _key(label: Label) -> str | None:
    return label.key if label.key and _KEY.fullmatch(label.key) else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


SETUPS: dict[str, Callable[[Codebook, Sequence[Label]], str]] = {
    "label-studio": label_studio,
    "doccano": doccano,
    "argilla": argilla,
}
"""By the name of the format."""
