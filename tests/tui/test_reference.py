"""What is written down twice agrees: options and rooms, documents and commands."""

import re
from pathlib import Path

from labels.codebook.file import default_codebook
from labels.formats.reader_registry import READERS
from labels.segmentation import LAYOUTS
from tui.cli import options
from tui.commands import COMMANDS, commands_of
from tui.key_names import key_name
from tui.keymap import make_keymap
from tui.screens.desk.footers import FOOTERS
from tui.theme import THEMES

ROOT = Path(__file__).parents[2]
ARROWS = {"→": "right", "←": "left", "↓": "down", "↑": "up"}


def written_key(shown: str) -> str:
    """A key as the README shows it, by its name; in a table a bar stands behind a backslash."""
    shown = shown.replace("\\|", "|")
    for arrow, name in ARROWS.items():
        shown = shown.replace(arrow, name)
    return key_name(shown)


def test_the_options_offer_every_format_and_layout():
    assert sorted(options.FORMATS) == sorted(importer.name for importer in READERS)
    assert sorted(options.LAYOUTS) == sorted(("auto", *LAYOUTS))


def test_the_settings_page_lists_exactly_the_commands():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    (paragraph,) = re.findall(r"^The commands:(.*?)\. The keys of labels", page, re.DOTALL | re.MULTILINE)
    assert re.findall(r"`(\w+)`", paragraph) == [command.id for command in commands_of("desk")]
    (table,) = re.findall(r"^\| screen \| commands \|\n(.*?)\n\n", page, re.DOTALL | re.MULTILINE)
    others = [command.id for command in COMMANDS if "desk" not in command.screens and not command.like]
    assert re.findall(r"`(\w+)`", table) == others


def test_the_example_of_the_settings_page_can_be_used(tmp_path):
    from tui.settings import read_settings

    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    path = tmp_path / "settings.toml"
    path.write_text(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0])
    settings = read_settings(path)
    assert settings.theme in {theme.name for theme in THEMES}
    keymap = make_keymap(default_codebook(), settings.keys)
    assert "ctrl+u" in keymap.commands["undo"] and "backspace" in keymap.commands["undo"]


def test_the_table_of_keys_in_the_readme_is_true():
    """Every key of the table belongs to a command, and no command is left out that the footer shows while labelling."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("## At the desk") : readme.index("## The codebook")]
    shown = {written_key(key) for key in re.findall(r"`([^`]+)`", table) if key != "Shift"}
    owners = {key: command for command in commands_of("desk") for key in command.keys}
    assert shown <= owners.keys()
    told = {owners[key].id for key in shown}
    assert {id for id, _ in FOOTERS["labelling"]} - {"quit"} <= told
