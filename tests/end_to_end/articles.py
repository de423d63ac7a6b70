"""Articles made up on the spot: the same number gives the same text, and every sentence can be told from the others."""

from __future__ import annotations

import random
from collections.abc import Iterator

SENTENCES_A_PARAGRAPH = 4

_WHO = (
    "The harbour board", "A retired pilot", "The night editor", "Her neighbour", "The ferry company",
    "An auditor from the capital", "The school council", "A young baker", "The minister", "Nobody in the valley",
)  # fmt: skip
_DID = (
    "counted", "repainted", "misplaced", "defended", "sold", "postponed", "remembered", "measured", "questioned",
    "welcomed",
)  # fmt: skip
_WHAT = (
    "the northern quay", "a bundle of old letters", "the second bridge", "three empty warehouses",
    "the budget for street lamps", "a photograph of the flood", "the timetable", "its last wooden tram",
    "the orchard behind the station", "a report of ninety pages",
)  # fmt: skip
_HOW = (
    "without a word of explanation", "after the storm had passed", "while the cameras were still running",
    "for the first time in a decade", "as the law demands", "in front of a half-empty hall",
    "although the offices were closed", "to the surprise of the committee",
)  # fmt: skip


def sentence(number: int, chance: random.Random) -> str:
    """A sentence that ends with its `number`, in five digits."""
    who, did, what, how = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _HOW))
    return f"{who} {did} {what} {how}, said file {number:05d}."


def article(sentences: int, seed: int = 0) -> str:
    """An article of so many sentences, numbered from 0, in paragraphs of four with a blank line between."""
    chance = random.Random(seed)
    made = [sentence(number, chance) for number in range(sentences)]
    paragraphs = (made[at : at + SENTENCES_A_PARAGRAPH] for at in range(0, sentences, SENTENCES_A_PARAGRAPH))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + "\n"


def articles(count: int, sentences: int) -> Iterator[str]:
    """So many articles, no two alike."""
    return (article(sentences, seed) for seed in range(count))
