"""Beside the article on wide windows: the codebook entry, the progress, and the note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from labels.codebook import Codebook, Label
from tui.printable import beginning
from tui.widgets.bars import progress_bar
from tui.widgets.label_display import LabelDisplay, display_style

_BAR = 10  # cells

#: How many examples of a label are drawn, and how many code points of all entries: more than there is room for, but so
#: little that a huge codebook does not slow down keys.
_MOST_EXAMPLES, _MOST_CHARACTERS = 50, 40_000

#: The codebook, the displays of all labels, and the ids of the labels on the sentence.
_Shown = tuple[Codebook, Sequence[LabelDisplay], Sequence[str]]


class _Entries(Static):
    """The codebook's part of the panel: what it shows depends on how much room there is."""

    def on_resize(self) -> None:
        panel = self.parent
        if isinstance(panel, SidePanel):
            panel.paint_codebook()


class SidePanel(Vertical):
    """Three parts, one below the other. It is at the left, because nothing may be to the right of outside text."""

    DEFAULT_CSS = """
    SidePanel {
        width: 38;
        padding: 1 2 0 2;
        background: $surface;
        color: $foreground;
    }
    SidePanel > #side-codebook { height: 1fr; overflow: hidden hidden; }
    SidePanel > #side-note { height: auto; max-height: 8; margin-top: 1; }
    SidePanel > #side-progress { height: 6; margin: 1 0; }
    """

    # What the parts show: most keys change little here, and painting it all costs more than the article.
    _codebook: _Shown | None = None
    _painted: tuple[object, ...] = ()
    _note = ""

    def compose(self) -> ComposeResult:
        yield _Entries(id="side-codebook")
        yield Static(id="side-note")
        yield Static(id="side-progress")

    def show_codebook(self, codebook: Codebook, displays: Sequence[LabelDisplay], labels: Sequence[str]) -> None:
        """The entries of the labels on the sentence; without one, the whole codebook in brief."""
        self._codebook = codebook, displays, tuple(labels)
        self.paint_codebook()

    def notify_style_update(self) -> None:
        """Paint the names of labels in the colours of another theme."""
        super().notify_style_update()
        self._painted = ()
        if self.is_mounted:
            self.paint_codebook()

    def paint_codebook(self) -> None:
        """Paint the entries for the room there is, where anything has changed."""
        if self._codebook is None:
            return
        codebook, displays, labels = self._codebook
        painted = codebook, labels, self.query_one("#side-codebook").size
        if painted == self._painted:
            return
        self._painted = painted
        chosen = [label for label in codebook.labels if label.id in labels]
        by_id = {display.id: display for display in displays}
        room = self._room_for_definitions(codebook)
        entries = [self._entry(label, by_id[label.id]) for label in chosen] or [
            self._brief(label, by_id[label.id], lines) for label, lines in zip(codebook.active, room, strict=True)
        ]
        self._put("#side-codebook", Content("\n\n" if chosen else "\n").join(_first_of(entries)))

    def show_note(self, note: str, flag_reason: str, returned: str = "") -> None:
        """That the sentence was sent back, in words, the note on it, and why it is flagged."""
        lines = [beginning(returned)] if returned else []
        lines += [f"Note: {beginning(note)}"] if note else []
        lines += [f"Flag: {beginning(flag_reason)}"] if flag_reason else []
        words = "\n".join(lines)
        part = self.query_one("#side-note", Static)
        if bool(lines) != part.display:
            part.display = bool(lines)
        if words != self._note:
            self._note = words
            part.update(Content(words))

    def show_progress(self, lines: Iterable[tuple[str, int, int]], pace: str) -> None:
        """A bar for each of `lines` (name, done, total), and the pace in words."""
        parts = [_bar(name, done, total) for name, done, total in lines]
        self._put("#side-progress", Content("\n").join([*parts, Content(pace)]))

    def _put(self, part: str, content: Content) -> None:
        self.query_one(part, Static).update(content, layout=False)

    def _entry(self, label: Label, display: LabelDisplay) -> Content:
        style = display_style(display, self.app.theme_variables, self.background_colors[1])
        parts = [Content.assemble((display.name, style), (f"  {display.key}" if display.key else "", "$row-quiet"))]
        if label.definition:
            parts.append(Content(beginning(label.definition)))
        if label.examples:
            parts += [Content(""), Content("Such as").stylize("bold"), *_list("+", label.examples)]
        if label.counter_examples:
            parts += [Content(""), Content("But not").stylize("bold"), *_list("–", label.counter_examples)]
        return Content("\n").join(parts)

    def _room_for_definitions(self, codebook: Codebook) -> Sequence[int]:
        """How many lines of each definition are shown. All the room is divided line by line."""
        height = self.query_one("#side-codebook").size.height
        wanted = [len(self._wrapped(label)) for label in codebook.active]
        given = [0] * len(wanted)
        left = height - len(wanted)  # every name is shown
        while left > 0 and given != wanted:
            for number, lines in enumerate(wanted):
                if given[number] < lines and left > 0:
                    given[number] += 1
                    left -= 1
        return given

    def _wrapped(self, label: Label) -> list[str]:
        """The lines of a definition, as far as the panel could hold it."""
        size = self.query_one("#side-codebook").size
        return wrapped_words(beginning(label.definition)[: size.width * max(1, size.height)], self.content_size.width)

    def _brief(self, label: Label, display: LabelDisplay, lines: int) -> Content:
        style = display_style(display, self.app.theme_variables, self.background_colors[1])
        wrapped = self._wrapped(label) if lines else []
        if len(wrapped) > lines:
            last = set_cell_size(wrapped[lines - 1], max(1, self.content_size.width - 1)).rstrip()
            wrapped = [*wrapped[: lines - 1], last + "…"]
        first = "\n".join(wrapped)
        return Content.assemble((f"{display.key} {display.name}", style), f"\n{first}" if first else "")


def wrapped_words(text: str, width: int) -> list[str]:
    """The lines of a text that is at most `width` cells wide; a longer word is left to stand out."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and cell_len(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _list(sign: str, texts: Sequence[str]) -> list[Content]:
    """As many of the examples as fit into what is drawn, and how many more there are."""
    lines = [Content(f"{sign} {beginning(text)}") for text in texts[:_MOST_EXAMPLES]]
    shown = _first_of(lines, _MOST_CHARACTERS // 4)
    more = len(texts) - len(shown)
    return [*shown, *([Content(f"… {more:,} more")] if more else [])]


def _first_of(parts: Sequence[Content], most: int = _MOST_CHARACTERS) -> list[Content]:
    """The first of these, one at least, until they have so many code points."""
    kept, characters = list(parts[:1]), sum(len(part.plain) for part in parts[:1])
    for part in parts[1:]:
        characters += len(part.plain)
        if characters > most:
            break
        kept.append(part)
    return kept


def _bar(name: str, done: int, total: int) -> Content:
    full, left = progress_bar(done / total if total else 0.0, _BAR)
    return Content.assemble(f"{name:<8} ", (full, "$bar-done"), (left, "$row-quiet"), f" {done:,}/{total:,}")
