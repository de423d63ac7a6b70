"""The least that a Textual app can be: one line that changes with each key. What the desk is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

READY = "Minimal app is ready"


class MinimalApp(App[None]):
    """Counts key presses."""

    def compose(self) -> ComposeResult:
        yield Static(READY)

    def on_key(self, event: Key) -> None:
        self.presses = getattr(self, "presses", 0) + 1
        self.query_one(Static).update(f"{self.presses} presses, the last one: {event.key}")


if __name__ == "__main__":
    MinimalApp().run()
