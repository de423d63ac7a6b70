"""The last page of the tour: one line of training data, and how to begin with articles of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.project import Project
from labels.sentence import sentence_id
from tui.printable import printable

#: What to do after the tour: a command and what it does.
NEXT = (
    ("copydesk my-articles/", "label articles of your own"),
    ("copydesk export -o data.jsonl", "write the training data"),
    ("copydesk tour review", "a second lesson: settle where people differ"),
)
_TOLD = ("text", "label", "flagged", "note", "seconds")


def last_line(project: Project, lines: Iterable[str]) -> str | None:
    """Of exported lines, the one for the annotator's last decision; None if there is none."""
    event = project.reader.last_decision(project.annotator)
    if event is None or event.article is None or event.start is None or event.end is None:
        return None
    article = project.reader.article(event.article)
    if article is None:
        return None
    wanted = sentence_id(article.id, event.start, event.end)
    return next((line for line in lines if json.loads(line)["id"] == wanted), None)


class OutcomeScreen(ModalScreen[None]):
    """Shows what came of the lesson, and the commands to go on with."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [
        Binding("enter,ctrl+q", "app.quit", "End the tour", id="outcome.quit", priority=True),
        Binding("escape", "dismiss", "Back to the desk", id="outcome.back"),
    ]
    DEFAULT_CSS = """
    OutcomeScreen { align: center middle; background: $background; }
    OutcomeScreen VerticalScroll { width: 96; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; }
    """

    def __init__(self, words: Iterable[Content]) -> None:
        """Show lines of `words`, and how to end the tour."""
        super().__init__()
        self._words = tuple(words)

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content("\n").join([*self._words, Content(""), _LAST]))


_LAST = Content.assemble(
    ("Enter", "bold reverse"),
    " ends the tour and takes its files away.   ",
    ("Escape", "bold reverse"),
    " goes back.",
)


def decision_words(line: str | None, file_name: str | None = None) -> Iterator[Content]:
    """An exported line, or how it would come about; `file_name` is the file that an export has written."""
    if file_name is not None:
        yield Content(f"{printable(file_name)} is written. It goes when the tour ends.")
        yield Content("")
    if line is None:
        yield Content("The export has a line of JSON for each decision. You made none, so it is empty.")
    else:
        yield Content("This is your last decision as training data: one line of JSON.").stylize("bold")
        yield Content("")
        yield told(printable(line), _TOLD)
    yield Content("")
    yield Content("Now with articles of your own:").stylize("bold")
    yield from (Content.assemble((f"  {command:<31}", "$word-accent"), what) for command, what in NEXT)


def told(line: str, fields: Iterable[str]) -> Content:
    """The line with the `fields` that a newcomer looks for in bold, and the rest quiet."""
    names = "|".join(fields)
    shown = Content(line).stylize("$row-quiet")
    for found in re.finditer(rf'"(?:{names})": ?(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^,]+)', line):
        shown = shown.stylize("bold $foreground", found.start(), found.end())
    return shown
