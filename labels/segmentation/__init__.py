"""Cut articles into sentences: rules for English, and rules for all others with Punkt or lists for full stops."""

from labels.segmentation.abbreviations import Abbreviations, Kind, english_abbreviations
from labels.segmentation.cutting import CutResult, cut, given, segment
from labels.segmentation.paragraphs import LAYOUTS, find_paragraphs

__all__ = [
    "LAYOUTS",
    "Abbreviations",
    "CutResult",
    "Kind",
    "cut",
    "english_abbreviations",
    "find_paragraphs",
    "given",
    "segment",
]
