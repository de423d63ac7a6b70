"""Cut articles into sentences: our own rules for English, Punkt for its neighbours, end marks for other scripts."""

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
