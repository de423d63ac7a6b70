"""Cutting sentences: time at two sizes for every shape that breaks libraries, and throughput on prose made here."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from labels.segmentation import segment

COUNT = 100_000
PROSE_SIZE = 4_000_000
SHAPES = {
    "full stops": ".",
    "?!": "?!",
    "titles": "Mr. ",
    "straight quotes": '"',
    "open brackets": "(",
    "letters and stops": "a.",
    "spaces": " ",
    "one long word": "x",
    "open quotes": "“It rained ",
    "questions in quotes": "“Why?” Mr. ",
    "emoji after the stop": "Fun.😀 ",
    "no-break spaces": "End.\xa0",
    "CRLF": "End.\r\n",
    "U+2028": "End.\u2028",
    "zero-width marks": "\u200b",
    "lone surrogates": "\ud800.",
    "touching sentences": "end.Next",
    "footnotes": "end.[1] ",
    "nothing but marks": ". ! ) ",
}
WORDS = """
the harbour board wall storm money letter year engineer boat gate spring water people said had broken would
never answered of in to and a with for on by from council street report fell rose quickly nobody
"""
NAMES = (
    "Mr. Lind, Gov. Hale, Orbit Inc., the U.S. Senate, Ana Roy, St. Paul, 5 p.m. Monday, 3.5 percent, No. 4, J. K. Moor"
)


def prose(size: int, seed: int = 7) -> str:
    """About `size` code points of made-up news, on one line, the same for the same seed."""
    chance = random.Random(seed)
    common, names = WORDS.split(), NAMES.split(", ")
    sentences = []
    while size > 0:
        length = chance.randint(6, 30)
        words = [chance.choice(names if chance.random() < 0.06 else common) for _ in range(length)]
        body = " ".join(words)
        sentence = (
            f"“{body[0].upper()}{body[1:]},” she said." if chance.random() < 0.2 else f"{body[0].upper()}{body[1:]}."
        )
        sentences.append(sentence)
        size -= len(sentence) + 1
    return " ".join(sentences)


def paragraphs(text: str, length: int = 400) -> str:
    """The same prose with a blank line after every `length` code points or so."""
    parts, at = [], 0
    while at < len(text):
        stop = text.find(". ", at + length)
        stop = len(text) if stop < 0 else stop + 1
        parts.append(text[at:stop].strip())
        at = stop
    return "\n\n".join(parts)


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def run() -> None:
    """Print the figures."""
    print(f"Shapes: {COUNT:,} repetitions, then four times as many (a ratio near 4 is linear)")
    for name, shape in SHAPES.items():
        small, large = shape * COUNT, shape * COUNT * 4
        once, again = (
            seconds(lambda text=small: segment(text, "en")),
            seconds(lambda text=large: segment(text, "en"), 2),
        )
        print(f"  {name:22} {once * 1000:8.1f} ms {again * 1000:8.1f} ms   ratio {again / once:4.1f}")
    one_line = prose(PROSE_SIZE)
    print("Throughput on prose")
    for name, text in (
        ("1 MB in one line", one_line[:1_000_000]),
        ("one line", one_line),
        ("paragraphs", paragraphs(one_line)),
    ):
        took = seconds(lambda text=text: segment(text, "en"))
        count = len(segment(text, "en"))
        print(f"  {name:22} {len(text) / took / 1e6:6.1f} MB/s   {count / took:10,.0f} sentences/s")


if __name__ == "__main__":
    run()
