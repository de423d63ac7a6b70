"""Below the article in a review: the answers to the sentence under the cursor, and other facts about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.printable import one_line
from tui.widgets.label_display import LabelDisplay, display_style

#: One answer: its number, its labels (none: no label), and who gave it.
ShownAnswer = tuple[int, Sequence[LabelDisplay], Sequence[str]]


class AnswerPanel(Static):
    """As many lines at every sentence, so that nothing moves: answers, then words about the sentence, then reasons."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AnswerPanel {
        height: 4;
        padding: 0 1;
        background: $surface;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    _drawn: tuple[Sequence[ShownAnswer], str, Sequence[str], Sequence[tuple[str, str, bool]]] = ((), "", (), ())

    def show(
        self,
        answers: Sequence[ShownAnswer],
        likely: str,
        words: Sequence[str],
        reasons: Sequence[tuple[str, str, bool]],
    ) -> None:
        """Show the answers, the first of them as the one that the key `likely` takes; empty where it takes none.

        `words` are two lines about the sentence; `reasons` have a key, words, and whether it is chosen.
        """
        drawn = answers, likely, words, reasons
        if drawn != self._drawn:
            self._drawn = drawn
            self._paint()

    def notify_style_update(self) -> None:
        """Paint the answers in the colours of another theme."""
        super().notify_style_update()
        if self.is_mounted:
            self._paint()

    def _paint(self) -> None:
        answers, likely, words, reasons = self._drawn
        lines = [self._answers(answers, likely), *(Content(one_line(line)) for line in words), _reasons(reasons)]
        self.update(Content("\n").join(lines), layout=False)

    def _answers(self, answers: Sequence[ShownAnswer], likely: str) -> Content:
        variables, ground = self.app.theme_variables, self.background_colors[1]
        parts: list[Content] = []
        for number, labels, people in answers:
            named = [Content(label.name).stylize(display_style(label, variables, ground)) for label in labels]
            what = Content(" + ").join(named) if named else Content("no label")
            who = f" {' '.join(people)}"
            taken = (f" ← {likely}", "bold") if likely and not parts else ("", "")
            parts.append(Content.assemble((f"{number} ", "bold"), what, who, taken))
        return Content("   ").join(parts) if parts else Content("Nobody decided this sentence.")


def _reasons(reasons: Sequence[tuple[str, str, bool]]) -> Content:
    parts = [
        Content.assemble((key, "bold reverse" if chosen else "bold"), (f" {one_line(words)}", "bold" if chosen else ""))
        for key, words, chosen in reasons
    ]
    return Content("  ").join([Content("Why:"), *parts])
