"""Hostile queries and files at every place that takes them: Escape is answered in the program, Ctrl+C ends a command.

`python -m tests.end_to_end.hostile_input [SECONDS]` tries all of them and prints, for each place, the longest
time until Escape was answered, or until the command had ended; it fails where that took longer than SECONDS (1).
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from labels.project import Project
from tests.end_to_end.hostile_files import CODEBOOKS, FILES
from tests.end_to_end.hostile_queries import QUERIES
from tests.end_to_end.terminal import DESK, Terminal, desk

#: Where queries are typed at the desk: the keys that ask for one.
PLACES = {"search": "/", "sentences": "\x06", "focus": "\x07", "articles": "\t/"}

#: Commands that take a query; of annotations nothing is written.
COMMANDS = {
    "list": ("list",),
    "export": ("export", "--query"),
    "annotate": ("annotate", "--label", "news", "--dry-run"),
    "gold": ("gold",),
}

#: Queries that are looked for for a while; the others are refused before anything is on the screen.
_FOR_REVIEWS = (
    "as like as nine mistakes",
    "recursion",
    "backwards",
    "empty again and again",
    "as many as there may be",
)

#: So long a query or a file is left to itself before Escape or Ctrl+C; what has ended by then needs none.
_LEFT_ALONE = 0.5

#: How often Escape is pressed at most to be back at the desk.
_ESCAPES = 6
_GIVEN_UP = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """How long Escape, Ctrl+C or a signal took at a place, in seconds; `words` is what came instead of an answer."""

    place: str
    what: str
    seconds: float
    words: str = ""


def fill(folder: Path) -> None:
    """A project whose sentences are hard to search: long words, brackets, and one sentence that is very long."""
    with Project(folder / "copydesk.db", "ana") as project:
        for number in range(8):
            project.add(
                " ".join(
                    f"Sentence {n} of {number} goes on and on with {'a' * (40 + n)} and says ({'(' * n}) who said it."
                    for n in range(20)
                ),
                title=f"Article {number}",
            )
        project.add("x" + "ab " * 20_000 + ".")
    for annotator, label in (("ana", "news"), ("ben", "claim")):
        with Project.open(folder / "copydesk.db", annotator) as project:
            for sentence in list(project.sentences())[:5]:
                project.label(sentence, label)


def typed(query: str) -> str:
    """A query as a terminal pastes it: without what would end the paste, and in one line."""
    return "\x1b[200~" + "".join(sign for sign in query if sign.isprintable() or sign == " ") + "\x1b[201~"


def at_the_desk(folder: Path, queries: Mapping[str, str], size: tuple[int, int] = (24, 80)) -> Iterator[Answer]:
    """Type each query at each place of the desk."""
    with desk(folder, size=size) as terminal:
        _wait_for_desk(terminal)
        for place, keys in PLACES.items():
            for what, query in queries.items():
                terminal.write(keys)
                _pump(terminal, 0.3)
                terminal.write(typed(query) + "\r")
                yield _escaped(terminal, place, what)


def files_at_the_desk(folder: Path, names: Iterable[str]) -> Iterator[Answer]:
    """Open each file from the desk."""
    for number, name in enumerate(names):
        made = folder / f"opened-{number}"
        made.mkdir()
        path = FILES[name](made)
        with desk(folder) as terminal:
            _wait_for_desk(terminal)
            terminal.write("\x0f")
            _pump(terminal, 0.3)
            terminal.write(typed(str(path if path.name.isprintable() else path.parent)) + "\r")
            yield _escaped(terminal, "open", name)


def in_a_review(folder: Path, queries: Mapping[str, str]) -> Iterator[Answer]:
    """Review what each query selects; Escape ends that, where it was not refused before."""
    for what, query in queries.items():
        if what in _FOR_REVIEWS:
            with Terminal((*DESK, "review", "--", query.replace("\x00", "")), folder) as terminal:
                terminal.wait("an answer", lambda terminal=terminal: terminal.text.strip(), 30)
                _pump(terminal, 3)
                yield _escaped(terminal, "review", what)


def commands(folder: Path, queries: Mapping[str, str]) -> Iterator[Answer]:
    """Give each query to each command, and end it."""
    for place, words in COMMANDS.items():
        for number, (what, query) in enumerate(queries.items()):
            given = query.replace("\x00", "")  # which no command line can hold
            yield _ended(
                folder, (*words, "--", given) if words[-1] != "--query" else (*words, given), place, what, number
            )


def imports(folder: Path, names: Iterable[str]) -> Iterator[Answer]:
    """Import each file, and end that."""
    for number, name in enumerate(names):
        made = folder / f"made-{number}"
        made.mkdir()
        yield _ended(folder, ("import", str(FILES[name](made))), "import", name, number)


def codebooks(folder: Path) -> Iterator[Answer]:
    """Check each codebook, and end that."""
    for number, (what, text) in enumerate(CODEBOOKS.items()):
        path = folder / f"codebook-{number}.toml"
        path.write_text(text, encoding="utf-8")
        yield _ended(folder, ("codebook", "check", str(path)), "codebook", what, number)


def _ended(folder: Path, words: tuple[str, ...], place: str, what: str, number: int) -> Answer:
    """Run a command, and end what has not ended by itself: by Ctrl+C, or every other time by SIGTERM."""
    with Terminal((*DESK, *words), folder) as terminal:
        _pump(terminal, 2.5)  # what the start takes
        begun = time.monotonic()
        if terminal.child.isalive():
            if number % 2:
                terminal.kill(signal.SIGTERM)
            else:
                terminal.write("\x03")
        while terminal.pump() and time.monotonic() < begun + _GIVEN_UP:
            pass
        taken = time.monotonic() - begun
        return Answer(place, what, taken, "Traceback" if b"Traceback" in terminal.raw else "")


def _escaped(terminal: Terminal, place: str, what: str) -> Answer:
    """Let the program be for a moment, then press Escape until the desk is there; the longest time to an answer."""
    _pump(terminal, _LEFT_ALONE)
    longest = 0.0
    for _ in range(_ESCAPES):
        if _is_desk(terminal) or not terminal.pump():
            return Answer(place, what, longest)
        begun, length = time.monotonic(), len(terminal.raw)
        terminal.write("\x1b")
        while len(terminal.raw) == length and time.monotonic() < begun + _GIVEN_UP:
            if not terminal.pump():  # a review that was refused
                return Answer(place, what, longest, "Traceback" if b"Traceback" in terminal.raw else "")
        longest = max(longest, time.monotonic() - begun)
        _pump(terminal, 0.3)
    return Answer(place, what, longest, "" if _is_desk(terminal) else f"no desk:\n{terminal.text}")


def _is_desk(terminal: Terminal) -> bool:
    last = terminal.text.splitlines()[-1]
    return last.startswith(("space skip", "⏎ next article"))


def _wait_for_desk(terminal: Terminal) -> None:
    terminal.wait("the desk", lambda: _is_desk(terminal), 30)


def _pump(terminal: Terminal, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and terminal.pump():
        pass


def all_of_it(folder: Path) -> Iterator[Answer]:
    """Every query and every file at every place."""
    fill(folder)
    for size in ((24, 80), (40, 120)):
        for answer in at_the_desk(folder, QUERIES, size):
            yield replace(answer, place=f"{answer.place}, {size[1]}x{size[0]}")
    yield from in_a_review(folder, QUERIES)
    yield from commands(folder, QUERIES)
    yield from codebooks(folder)
    yield from files_at_the_desk(folder, FILES)
    yield from imports(folder, FILES)


def main() -> None:
    """Print what was found, place by place."""
    most = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    tried, problems = 0, []
    with tempfile.TemporaryDirectory() as name:
        for place, answers in groupby(all_of_it(Path(name)), lambda each: each.place):
            here = list(answers)
            tried += len(here)
            problems += [each for each in here if each.words or each.seconds > most]
            longest = max(here, key=lambda each: each.seconds)
            print(f"{place}: {len(here)} tried, at most {longest.seconds:.2f} s ({longest.what})", flush=True)
    print(f"{tried} in all, {len(problems)} problems")
    for each in problems:
        print(f"  {each.place}, {each.what}: {each.seconds:.2f} s {each.words}")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
