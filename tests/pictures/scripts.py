"""What the pictures show, by the name of their file in docs/."""

from __future__ import annotations

from tests.pictures.session import Script, Step

SCRIPTS = {
    "session.svg": Script(
        (92, 26),
        "copydesk-dark",
        (
            Step("One key labels a sentence, and goes on to the next", (), 2.5),
            Step("Press n: news", ("n",)),
            Step("q: quote", ("q",)),
            Step("b: background", ("b",)),
            Step("c: claim", ("c",)),
            Step("Space: skip", ("space",)),
            Step("c: claim", ("c",)),
            Step("Full stop: the same again", (".",)),
            Step("!: flag", ("!",)),
            Step("x: other", ("x",)),
            Step("Shift+↓ twice: select three", ("shift+down", "shift+down"), 2),
            Step("b: background, all three in one action", ("b",), 2),
            Step("Backspace: undo", ("backspace",), 2),
            Step("Ctrl+Y: redo", ("ctrl+y",), 2),
            Step("Ctrl+F: find sentences by a query", ("ctrl+f", *"label:claim", "enter"), 3),
            Step("Escape: back to the desk", ("escape",)),
            Step("→: to the next undecided sentence", ("right",)),
            Step("o: opinion", ("o",)),
            Step("p: caption. The article is finished, and everything is saved", ("p",), 4),
        ),
    ),
    "desk.svg": Script(
        (118, 34),
        "copydesk-light",
        (Step("Copydesk"),),
        ("n", "q", "b", "c", "n", "c", "c", "x", "b", "home", "down"),
    ),
}
