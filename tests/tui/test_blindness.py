"""Once a project has a lead, no screen and no command shows anybody but a lead what others say.

Two projects that differ only in what Ben did in private give Ana the same pictures and the same output, sign by sign.
Screens and commands are enumerated, so that a new one has to be put here too.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from labels.project import Project
from labels.team.sample import Size
from tests.done_once import write_empty_project
from tests.examples import default_cases, is_proof, proof_or
from tests.labels.private_acts import MUCH, PRIVATE, Private, act, clock_at, make_team
from tests.tui.cli.running import run
from tests.tui.desk_app import desk_app
from tests.tui.lists.browsing import keys
from tui.app import CopydeskApp
from tui.cli.group import copydesk
from tui.commands import ScreenName
from tui.screens.desk.screen import DeskScreen

Ways = dict[ScreenName, tuple[tuple[str, ...], ...]]

#: The keys that lead from the desk to each screen, a picture after each group; then back to the desk by escape.
WAYS: Ways = {
    "desk": ((), ("right",)),
    "splitting": (("home",), ("|",)),
    "articles": (("tab",), ("right", "right"), ("right",), ("right",)),
    "sentences": (("ctrl+f", *"-by:ana", "enter"), ("right",), ("/", "ctrl+u", *"by:ben", "enter")),
    "bulk": (("ctrl+f", "ctrl+u", "enter", "ctrl+a"), ("space",)),
    "history": (("home",), ("ctrl+l",)),
    "dashboard": (("ctrl+d",), ("right",)),
    "agreement": (("ctrl+k",), ("tab",)),
    "review": (("ctrl+e",),),
    "feedback": (("f6",), ("o",), ("right",)),
    "help": (("?",),),
    "themes": (("ctrl+t",),),
    "start": (),
}

#: What Ana types at the desk after all that, and after Ben did more meanwhile: a picture of each.
LAST = (("down",), ("c",), ("backspace",), ("ctrl+g", *"no", "enter"), ("q",))

#: The lines of each command that asks something of a project.
LINES: dict[str, tuple[str, ...]] = {
    "annotate": ("is:undecided --skip --dry-run", "by:ben --label claim --dry-run", "label:claim --flag --dry-run"),
    "assign": (
        *("ana ben --dry-run", "--return ben --dry-run", "ben --query is:decided --dry-run"),
        *("--list", "--list ana", "--list ben"),
    ),
    "card": ("", "--gold"),
    "codebook": (
        *("show", "show --history", "show --for doccano", "show --format md", "show --format csv"),
        *("diff", "diff 1 --json"),
        *("test --seed 1", "test --seed 1 --json --pass 10", "set book.toml --dry-run --retire quote"),
    ),
    "duplicates": ("",),
    "estimate": (
        *("label:claim", "label:claim --labels ben", "label:claim --labels gold", "label:claim --shuffled 1"),
        *("label:fact --sample all", "label:claim --model zoe --held-out", "label:claim --model Dawid --held-out"),
    ),
    "feedback": ("", "ana --json --order newest", "ben", "--open ana"),
    "gold": ("", "--json", "state:thin", "--rule unanimous --dry-run", "--rule majority"),
    "import": (
        *("more.txt --dry-run", "own.jsonl --dry-run", "all.jsonl --dry-run"),
        *("own.jsonl", "all.jsonl", "again.jsonl"),
    ),
    "list": (
        *("", "--json", "--by-anyone", "--count is:decided", "--by-anyone --count is:decided", "by:ben", "near:quote"),
        *("state:conflict", "--count state:thin", "is:reopened"),
        *("by:ana --json", "-a ana is:flagged", "by:cleo", "-- -by:ana"),
        *("is:contradicted --json --by-anyone", "--count --by-anyone codebook:<9", "by:ben is:contradicted"),
    ),
    "pack": (
        *("ana --dry-run --json", "ana -o ana.copydesk", "ben --dry-run", "ben -o ben.copydesk", "cleo --json"),
        *("--everyone --dry-run", "--everyone -o packs"),
    ),
    "report": ("", "--anonymous"),
    "sample": ("--list", "--articles 1 ana --dry-run"),
    "send-back": ("ben is:decided --why again --dry-run",),
    "suggestions": ("", "--json", "--by-annotator", "--models"),
    "status": (
        *("", "--json", "--articles", "--articles --json", "--query is:decided", "--query label:quote --json"),
        *("--query by:ben", "--annotator ana", "--query is:decided --annotator ana"),
    ),
}  # fmt: skip

#: Acts on the file, which see everything; what takes a screen, above; and what asks nothing of a project.
ON_THE_FILE = {"agreement", "check", "export", "log", "merge", "rescue", "team"}
ON_SCREEN = {"label", "open", "review"}
OF_NO_PROJECT = {"completion", "formats", "tour"}


#: Looking for the smallest example would take minutes: each one is a walk through the program.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


def picture(app: CopydeskApp) -> list[list[tuple[str, str]]]:
    """The whole screen: every stretch of text with how it is drawn."""
    return [[(each.text, str(each.style)) for each in strip] for strip in app.screen._compositor.render_strips()]


async def pictures(path: Path, meanwhile: Callable[[], None], ways: Ways = WAYS) -> list[object]:
    """What Ana sees on the screens of these ways; `meanwhile` something happens behind the desk."""
    taken: list[object] = []
    with Project(path, "ana", clock=clock_at(7200.0)) as project:
        app = desk_app(project)
        async with app.run_test(size=(114, 24), notifications=True) as pilot:
            for name, way in ways.items():
                for pressed in way:
                    await keys(pilot, *pressed)
                    taken.append((name, pressed, picture(app)))
                await keys(pilot, "escape")
                while not isinstance(app.screen, DeskScreen):
                    await keys(pilot, "escape")
            meanwhile()
            for pressed in LAST:
                await keys(pilot, *pressed)
                taken.append(("last", pressed, picture(app)))
        sitting = project.sitting()
        taken.append((sitting.decided, sitting.labels, sitting.finished, sitting.left, sitting.undone))
    return taken


@cache
def team(lead: str | None = "lea") -> bytes:
    """A project of Ana, Ben and Lea, before Ben does anything in private."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        make_team(Path(folder) / "copydesk.db", lead)
        with Project(Path(folder) / "copydesk.db", "lea", clock=clock_at(1800.0)) as lea:
            lea.team.sample(Size(share=1.0), name="all")
        return (Path(folder) / "copydesk.db").read_bytes()


def in_folder(folder: Path, acts: tuple[Private, ...] = (), lead: str | None = "lea") -> Path:
    """The project of the team in a folder, after these acts of Ben's."""
    folder.mkdir(exist_ok=True)
    path = folder / "copydesk.db"
    path.write_bytes(team(lead))
    act(path, acts)
    return path


def nothing() -> None:
    """Ben does nothing."""


def test_every_screen_and_every_command_is_looked_at():
    assert set(WAYS) == set(get_args(ScreenName))
    assert copydesk.commands.keys() <= LINES.keys() | ON_THE_FILE | ON_SCREEN | OF_NO_PROJECT


#: Where others would show first; all screens are for the slow run.
FIRST: Ways = {name: WAYS[name] for name in ("desk", "sentences", "history", "dashboard")}


@pytest.mark.slow
@pytest.mark.parametrize("ways", default_cases([FIRST, WAYS], 0), ids=len)
async def test_ana_sees_the_same_when_ben_did_much_in_private(tmp_path, ways):
    quiet = await pictures(in_folder(tmp_path / "one"), nothing, ways)
    path = in_folder(tmp_path / "two", MUCH)
    busy = await pictures(path, lambda: act(path, MUCH, 10_000.0), ways)
    for one, two in zip(quiet, busy, strict=True):
        assert one == two


@pytest.mark.slow
@pytest.mark.skipif(not is_proof(), reason="one walk is looked at above; other walks under the profile proof")
@settings(
    max_examples=10,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[*HealthCheck],
)
@given(acts=PRIVATE, later=PRIVATE)
async def test_ana_sees_the_same_whatever_ben_does_in_private(acts, later, tmp_path_factory):
    folder = tmp_path_factory.mktemp("blind")
    quiet = await pictures(in_folder(folder / "one"), nothing)
    path = in_folder(folder / "two", tuple(acts))
    busy = await pictures(path, lambda: act(path, later, 10_000.0))
    for one, two in zip(quiet, busy, strict=True):
        assert one == two


@pytest.mark.slow
async def test_the_pictures_tell_where_nobody_is_lead(tmp_path):
    """So that the test above can fail."""
    quiet = await pictures(in_folder(tmp_path / "one", lead=None), nothing)
    busy = await pictures(in_folder(tmp_path / "two", MUCH, lead=None), nothing)
    told = {one[0] for one, two in zip(quiet, busy, strict=True) if one != two}  # type: ignore[index]
    assert told >= {"sentences", "history", "dashboard"}


def imported_files(paths: list[Path], folder: Path) -> None:
    """Files that Ana may be sent, beside each project: of before Ben acted, of after, and one that is older than both.

    Whether the project has these decisions already is for leads to know.
    """
    with Project(paths[0], "ana") as ana:
        ana.export(folder / "own.jsonl")
    with Project(paths[1], "ana") as ana:
        ana.export(folder / "all.jsonl")
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) | {"annotated_at": "2020-01-01T00:00:00Z", "label": "opinion"} for line in lines]
    again = "".join(f"{json.dumps(row)}\n" for row in rows)
    (folder / "again.jsonl").write_text(again, encoding="utf-8")
    for path in paths:
        for name in ("own", "all", "again"):
            shutil.copy(folder / f"{name}.jsonl", path.parent)


def outputs(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What each line prints for Ana."""
    monkeypatch.chdir(path.parent)
    Path("more.txt").write_text("Another article. It is short.", encoding="utf-8")
    Path("book.toml").write_text(
        'title = "News"\nchoose = "many"\n\n[[label]]\nname = "claim"\nkey = "c"\n', encoding="utf-8"
    )
    shutil.copy(path, "before.db")
    told: dict[str, object] = {}
    for name, lines in LINES.items():
        for line in lines:
            told[f"{name} {line}"] = run(name, *line.split())
            shutil.copy("before.db", path)
    return told


@settings(max_examples=proof_or(10, 1), deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=[*HealthCheck])
@given(acts=PRIVATE)
def test_every_command_tells_ana_the_same_whatever_ben_does_in_private(acts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("blind")
    with pytest.MonkeyPatch.context() as patch:
        paths = [in_folder(folder / "one"), in_folder(folder / "two", tuple(acts))]
        imported_files(paths, folder)
        one, two = (outputs(path, patch) for path in paths)
    assert {line for line in one if one[line] != two[line]} == set()


@pytest.mark.slow
def test_the_output_tells_where_nobody_is_lead(tmp_path, monkeypatch):
    """So that the test above can fail; and what a line prints is no fault, except those that name Ben."""
    (tmp_path / "own.jsonl").write_text("{}", encoding="utf-8")
    one, two = (
        outputs(in_folder(tmp_path / name, acts, lead=None), monkeypatch) for name, acts in (("a", ()), ("b", MUCH))
    )
    moved = {line for line in one if one[line] != two[line]}
    assert moved >= {"estimate label:fact --sample all"}
    assert moved >= {"card ", "status ", "status --json", "status --articles", "list by:ben", "list --by-anyone"}
    assert moved >= {"codebook diff", "codebook test --seed 1", "list is:contradicted --json --by-anyone"}


def test_status_and_list_follow_who_looks(tmp_path, monkeypatch):
    monkeypatch.chdir(in_folder(tmp_path, MUCH).parent)
    assert "ben" not in run("status").out and "lea" not in run("status").out
    assert all(name in run("status", "--annotator", "lea").out for name in ("ana", "ben", "lea"))
    assert "ben:" in run("list", "--by-anyone", "-a", "lea").out
    refused = run("list", "by:ben")
    assert (refused.code, refused.out) == (2, "") and "only leads read what “ben” said" in refused.err
    assert refused.err.replace("ben", "cleo") == run("list", "by:cleo").err
    assert "ben" in run("log").out


async def test_nothing_to_label_shows_how_to_begin(tmp_path):
    """The start screen has no article that anybody could have said something of."""
    write_empty_project(tmp_path / "news.db")
    with Project(tmp_path / "news.db", "ana") as project:
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot)
            assert type(app.screen).__name__.startswith("Start")
