"""All apps of a run share the style sheets that Textual has parsed; no pilot waits by the clock."""

from __future__ import annotations

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.tui.idle import wait_without_clock


def share_parsed_stylesheets() -> None:
    """Parse each style sheet once for all apps, and not once for each: that is an eighth of a short test.

    The rules follow from the text, its place and the colours of the theme, and nobody changes them afterwards:
    Textual itself keeps them for the next widget of the same app.
    """
    parse_rules = Stylesheet._parse_rules
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}

    def shared(self: Stylesheet, css: str, *place: object, **how: object) -> list[RuleSet]:
        key = (css, place, tuple(how.items()), tuple(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse_rules(self, css, *place, **how)
        return parsed[key]

    Stylesheet._parse_rules = shared


share_parsed_stylesheets()
wait_without_clock()


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither settings nor recent projects of whoever runs the tests are read or written."""
    monkeypatch.setenv("COPYDESK_SETTINGS", "/nowhere/settings.toml")
