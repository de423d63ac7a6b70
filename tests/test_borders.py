"""The borders between the rooms hold when the code is run, not only when it is read."""

import importlib
import pkgutil
import subprocess
import sys

import labels
import tui


def loaded_by(statement: str, *names: str) -> str:
    code = f"import sys; {statement}; print([m for m in {names!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_labels_never_loads_a_terminal_library():
    assert loaded_by("import labels", "textual", "rich", "click", "tui") == "[]"


def every_module():
    for package in (labels, tui):
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not found.name.endswith("__main__"):
                yield found.name


def test_every_module_can_be_imported():
    for name in every_module():
        importlib.import_module(name)
