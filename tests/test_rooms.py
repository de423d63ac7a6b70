"""Rules between the files that import-linter cannot say: where SQL is asked, and that no files import each other."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import labels

ROOT = Path(labels.__file__).parents[1]

#: The rooms in which SQL is written, and the facade, which opens the connection and hands it to them.
SQL_ROOMS = ("sqlite", "journal", "projections", "query", "statistics", "browsing", "project.py")


def files(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


@cache
def named_in(file: Path) -> Sequence[ast.Attribute | ast.Import | ast.ImportFrom]:
    """The attributes and imports of a file, also those inside functions: looked for once for all rules."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Import | ast.ImportFrom)]


def test_sql_is_asked_in_its_rooms_only():
    found = []
    for file in files("labels", "tui"):
        name = file.relative_to(ROOT).as_posix()
        if name.startswith(tuple(f"labels/{room}" for room in SQL_ROOMS)):
            continue
        found += [
            f"{name}:{node.lineno} uses .{node.attr}"
            for node in named_in(file)
            if isinstance(node, ast.Attribute) and node.attr in ("connection", "execute", "executemany")
        ]
    assert found == []


@pytest.mark.parametrize("room", SQL_ROOMS)
def test_the_rooms_are_there(room):
    assert (ROOT / "labels" / room).exists()


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports: when it is loaded, inside its functions, or for types alone."""
    for node in named_in(file):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_files_import_each_other_in_a_circle():
    modules = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): file
        for file in files("labels", "tui")
        if file.stem != "__init__"
    }
    graph = {
        name: {each for each in imports(file) if each in modules and each != name} for name, file in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
