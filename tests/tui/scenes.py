"""Every screen with something on it, for pictures, and for what must hold of all screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from textual.pilot import Pilot

from labels.article import Article
from labels.project import Project
from tests.labels.making import Clock
from tests.tui.lists.browsing import keys
from tui.app import CopydeskApp
from tui.settings import Settings
from tui.tour.app import TourApp
from tui.tour.run import sample_project

BRIDGE = """\
The old bridge at Fennick was closed on Monday evening, and it will stay closed until the spring.

“Nobody told us anything,” said Orla Benn, who keeps a shop on the far bank. The council says that letters went out \
in March. It will cost four million, the council’s own engineers believe.

Built in 1931, the bridge was meant to last for sixty years. It has lasted for ninety, and whoever believes that \
paint alone will carry it through another winter has not looked at it from below.

A town without a bridge is two villages. Close the road, or mend it: there is no third way.

Photo: the bridge in the 1950s. Sign up for our newsletter.
"""
HARBOUR = "Three ships wait outside the harbour. “There is no room,” the harbour master said."
FERRY = "The ferry sails again. It was mended in the yard at Nesse for six weeks."


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, and the keys that lead to it from the program's first screen; `begins` says which that is."""

    name: str
    pressed: Sequence[str] = ()
    begins: str = "desk"


SCENES = (
    Scene("desk", ("home", "down", "down", "shift+down")),
    Scene("desk-labelled", ("home", "down", "\\", "\\")),
    Scene("side-panel", ("home", "down", "down", "!", "\\")),
    Scene("splitting", ("home", "|", "right", "right")),
    Scene("found", ("home", "/", *"bridge", "enter")),
    Scene("note", ("home", ";", *"Ask again.")),
    Scene("finish", ("home", "right", "space", "space")),
    Scene("pick", ("home", "'", "o")),
    Scene("articles", ("home", "tab")),
    Scene("sentences", ("home", "ctrl+f", *"bridge", "enter")),
    Scene("flags", ("home", "f4")),
    Scene("wrong-query", ("home", "ctrl+f", *"(or", "enter")),
    Scene("bulk", ("home", "ctrl+f", *"bridge", "enter", "asterisk", "space")),
    Scene("history", ("home", "down", "ctrl+l")),
    Scene("dashboard", ("home", "ctrl+d")),
    Scene("help", ("home", "?")),
    Scene("help-of-list", ("home", "ctrl+f", "enter", "?")),
    Scene("unanimous", ("home", "ctrl+e"), "review"),
    Scene("review", ("home", "ctrl+e", "x", "2", "C", "1"), "review"),
    Scene("help-of-review", ("home", "ctrl+e", "x", "?"), "review"),
    Scene("palette", ("home", "ctrl+p")),
    Scene("themes", ("home", "ctrl+t")),
    Scene("start", (), "start"),
    Scene("tour", ("down",), "tour"),
)


def fill(project: Project) -> None:
    """Three articles, the first with a sentence for each of the codebook's labels, a skip and a flag."""
    for text, title in ((BRIDGE, "Fennick bridge closed"), (HARBOUR, "No room in the harbour"), (FERRY, "Ferry back")):
        project.add(Article(text, title=title))
    sentences = list(project.sentences())
    for label, sentence in zip(project.codebook.active, sentences, strict=False):
        project.label(sentence, label.name)
    project.skip(sentences[8])
    project.flag(sentences[2])
    project.note(sentences[2], "Ask the council for a copy.")


def differ(project: Project) -> None:
    """Somebody else who says the same of a few sentences, and something else of others."""
    with Project(project.path, "ben", clock=Clock()) as ben:
        for number, sentence in enumerate(list(ben.sentences())[:8]):
            names = [label.name for label in ben.codebook.active]
            ben.label(sentence, names[number % len(names)] if number % 3 else "quote")


def make_app(scene: Scene, folder: Path, theme: str) -> CopydeskApp:
    """The program that the scene begins with, in a project in `folder`; the caller closes its `project`."""
    settings = Settings(theme)
    if scene.begins == "tour":
        return TourApp(sample_project(folder, "ana"), settings)
    with mock.patch("labels.journal.append.new_key", lambda name: f"{name}~1"):  # letters of people follow from keys
        project = Project(folder / f"{scene.name}.db", "ana", clock=Clock())
        if scene.begins != "start":
            fill(project)
        if scene.begins == "review":
            differ(project)
    return CopydeskApp(project, settings)


@asynccontextmanager
async def played(scene: Scene, folder: Path, theme: str, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The program with the scene on screen."""
    app = make_app(scene, folder, theme)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await keys(pilot, *scene.pressed)
            yield pilot
    finally:
        app.project.close()
