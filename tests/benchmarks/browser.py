"""The browser over a few articles and over very many: from its key to its picture, and while one scrolls."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from labels.browsing.sentences import SentenceSearch, find_sentences
from labels.project import Project
from labels.sqlite.connection import connect
from tests.benchmarks.browser_project import SENTENCES, many_articles
from tests.benchmarks.figures import Row, median, percentile, table
from tests.benchmarks.probe import Probe
from tests.benchmarks.projects import ANNOTATOR, copy_of
from tests.benchmarks.sizes import QUICK, Sizes
from tests.end_to_end.terminal import DESK

FEW = 100
TAB, CTRL_F, ESCAPE, ENTER = b"\t", b"\x06", b"\x1b", b"\r"
DOWN, UP, PAGE_DOWN, PAGE_UP, END, HOME = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x1b[F", b"\x1b[H"
DECIDED = b" decided"  # on the desk
BAR = "▌".encode()  # on the row under the cursor
ARTICLES, SENTENCES_LISTED = rb"report \d+", rb"said fi"
QUERIES = (b"quay", b"quay storm", b"label:claim", b"is:flagged", b"/quay.*storm/", b'label:claim -"quay"')
PAUSE = 0.03


def run(sizes: Sizes) -> None:
    """Print how long the lists take to open, to scroll and to follow a query."""
    many = 2_000 if sizes.sentences <= QUICK.sentences else sizes.sentences // SENTENCES
    opened: dict[str, list[Sequence[float]]] = {}
    scrolled: list[Row] = []
    followed: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (FEW, many):
            with Probe((*DESK, "--project", str(copy_of(many_articles(count), folder))), folder) as probe:
                probe.until(DECIDED, whole_frame=True)
                opened[f"{count:,} articles"] = [
                    _open(probe, TAB, ARTICLES, sizes),
                    _open(probe, CTRL_F, SENTENCES_LISTED, sizes),
                ]
                scrolled += _scrolls(probe, TAB, f"articles, {count:,}", sizes)
                scrolled += _scrolls(probe, CTRL_F + ENTER, f"sentences, {count * SENTENCES:,}", sizes)
                first = [_first(many_articles(count), query) for query in QUERIES]
                whole = [_follow(probe, query) for query in QUERIES]
                names = [f"{query.decode()} in {count * SENTENCES:,}" for query in QUERIES]
                followed += list(zip(names, first, whole, strict=True))
    few, large = opened.values()
    table(
        f"From the key until the list stands on the screen, {sizes.runs} times",
        ("", f"{FEW} articles, ms", f"{many:,} articles, ms", "ratio"),
        [
            (what, median(a) * 1000, median(b) * 1000, median(b) / median(a))
            for what, a, b in zip(("articles", "sentences"), few, large, strict=True)
        ],
    )
    table(f"Key press until its whole frame is there, {sizes.keys} presses", ("", "p50 ms", "p99 ms"), scrolled)
    table(
        "A query: its first hits read from the project; from its last letter until all are counted on the screen",
        ("", "first, ms", "all, ms"),
        followed,
    )


def _open(probe: Probe, key: bytes, shown: bytes, sizes: Sizes) -> list[float]:
    found = []
    for turn in range(sizes.runs + 1):
        probe.rest(0.3)
        taken = probe.answer(key, shown)
        if turn:
            found.append(taken)
        _back(probe)
    return found


def _scrolls(probe: Probe, opening: bytes, what: str, sizes: Sizes) -> list[Row]:
    probe.type(opening)
    probe.rest(1.0)
    rows: list[Row] = []
    for name, there, back, way in (("down", DOWN, UP, 40), ("page", PAGE_DOWN, PAGE_UP, 4)):
        probe.type(HOME)
        probe.rest(0.3)
        taken = []
        for number in range(sizes.keys):
            probe.rest(PAUSE)
            taken.append(probe.answer(there if number % (2 * way) < way else back, BAR))
        rows.append((f"{what}: {name}", median(taken) * 1000, percentile(taken, 0.99) * 1000))
    _back(probe)
    return rows


def _first(project: Path, query: bytes) -> float:
    """Milliseconds until the first part of the hits is there, on a connection of its own as in the browser."""
    with Project(project, ANNOTATOR, write=False) as opened:
        codebook = opened.codebook
    began = time.perf_counter()
    with closing(connect(project, write=False)) as connection:
        next(find_sentences(connection, codebook, SentenceSearch(ANNOTATOR, query.decode())))
    return (time.perf_counter() - began) * 1000


def _follow(probe: Probe, query: bytes) -> float:
    """Milliseconds; everything but the last letter is typed beforehand."""
    probe.type(CTRL_F)
    probe.rest(0.5)
    probe.type(b"/\x15" + query[:-1])
    probe.rest(0.5)
    taken = probe.answer(query[-1:], rb" in [\d,]+ article")
    _back(probe)
    return taken * 1000


def _back(probe: Probe) -> None:
    """Out of the query, out of a search that goes on, out of the list."""
    for _ in range(3):
        probe.type(ESCAPE)
        probe.rest(0.3)
