"""Every screen with something on it, for pictures, and for what must hold of all screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unittest import mock

from textual.pilot import Pilot

from labels.article import Article
from labels.journal.event import Act
from labels.project import Project
from labels.suggest.shown import MODES
from tests.labels.making import Clock
from tests.labels.private_acts import settle
from tests.tui.lists.browsing import keys
from tui.app import CopydeskApp
from tui.screens.desk.screen import DeskScreen
from tui.settings import Settings
from tui.tour.app import TourApp
from tui.tour.review.app import ReviewTourApp
from tui.tour.review.sample import review_project
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
    """A screen, and the keys that lead to it from the program's first screen; `begins` says which that is.

    An empty key waits until everything is painted that the keys before it began.
    """

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
    Scene("agreement", ("home", "ctrl+k", "", "right", "right"), "review"),
    Scene("behind-a-cell", ("home", "ctrl+k", "", "right", "", "enter"), "review"),
    Scene("help-of-agreement", ("home", "ctrl+k", "", "?"), "review"),
    Scene("one-person", ("home", "ctrl+e", "x", "", "asterisk", "b", "enter"), "review"),
    Scene("feedback", ("home", "f6"), "feedback"),
    Scene("suggestions", (), "suggest"),
    Scene("second-look", (), "second look"),
    Scene("focus", ("home", "ctrl+g", *"label:claim", "enter")),
    Scene("export", ("home", "ctrl+s")),
    Scene("tour-review", ("x", "down"), "tour-review"),
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


def give_feedback(project: Project) -> None:
    """Lea leads, settled a few sentences otherwise than ana said, and opened that to her."""
    with Project(project.path, "lea", clock=Clock()) as lea:
        lea.team.make_lead("lea")
        first, second, third, *_ = lea.sentences()
        settle(lea, first, "background", reason="what was so before")
        settle(lea, second, "claim")
        settle(lea, third, "quote")
        lea.feedback.open("ana")


def suggest(project: Project, mode: str) -> None:
    """An article of which most sentences are decided by their words, and suggestions are on."""
    ways = (
        ("news", "The harbour ferry sails number"),
        ("claim", "Officials say they counted"),
        ("quote", "“We saw it all,” said witness"),
        ("background", "It was always so in"),
        ("opinion", "Surely that was a mistake of"),
        ("caption", "Photograph from the archive"),
        ("other", "Which of the the see page"),
    )
    text = " ".join(f"{ways[n % 7][1]} {n} today." for n in range(200))
    project.add(Article(text, title="Harbour figures"))
    acts = [
        Act("label", 1, each.start, each.end, {"labels": [ways[n % 7][0]], "seconds": 3.0})
        for n, each in enumerate(list(project.sentences())[:-12])
    ]
    project.journal.record(acts)
    project.suggestions.set_mode(mode)


def make_app(scene: Scene, folder: Path, theme: str) -> CopydeskApp:
    """The program that the scene begins with, in a project in `folder`; the caller closes its `project`."""
    settings = Settings(theme)
    if scene.begins == "tour":
        return TourApp(sample_project(folder, "ana"), settings)
    if scene.begins == "tour-review":
        return ReviewTourApp(review_project(folder, "lea"), settings)
    with mock.patch("labels.journal.append.new_key", lambda name: f"{name}~1"):  # letters of people follow from keys
        project = Project(folder / f"{scene.name}.db", "ana", clock=Clock())
        if scene.begins in MODES:
            suggest(project, scene.begins)
        elif scene.begins != "start":
            fill(project)
        if scene.begins == "review":
            differ(project)
        if scene.begins == "feedback":
            give_feedback(project)
    return CopydeskApp(project, settings)


async def see_suggestion(pilot: Pilot[None]) -> None:
    """Go on until something is suggested, or until a second look is asked for: then every label given is `other`."""
    screen = pilot.app.screen
    assert isinstance(screen, DeskScreen)
    suggesting = screen.desk.suggesting
    suggesting.in_view  # noqa: B018  # what is asked first begins the learning
    while suggesting.work():
        pass
    for _ in range(8):
        await keys(pilot, "down")
        if suggesting.mode == "second look":
            await keys(pilot, "x")
        if suggesting.second_look or (suggesting.mode == "suggest" and suggesting.in_view):
            return
    raise AssertionError("nothing was suggested of eight sentences")


@asynccontextmanager
async def played(scene: Scene, folder: Path, theme: str, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The program with the scene on screen."""
    app = make_app(scene, folder, theme)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for waits, at_once in groupby(scene.pressed, lambda key: not key):
                await keys(pilot, *(() if waits else at_once))
            if scene.begins in MODES:
                await see_suggestion(pilot)
            yield pilot
    finally:
        app.project.close()
