"""`python -m tests.tui.pictures FOLDER`: every screen in two sizes, in each theme of ours and on the Linux console.

To be looked at. SVG files, and PNG files beside them where rsvg-convert is there (Debian: librsvg2-bin); then also a
contact sheet for each screen and size, with all themes side by side. `--theme` and `--scene` take some only; with
`--theme all` the themes of the terminal library come too, `linux` is the console. `--sheets` draws the sheets alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.theme import BUILTIN_THEMES

from tests.pictures.moving import moving_picture
from tests.pictures.session import Frame
from tests.tui.scenes import SCENES, Scene, played
from tui.theme import THEME_NAMES

#: Stands for the Linux console: the terminal's own colours, and few signs.
LINUX = "linux"

SIZES = ((80, 24), (120, 40))

#: The size of a picture on a contact sheet, in pixels.
WIDE, HIGH = 660, 430


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", nargs="+", default=[*THEME_NAMES, LINUX])
    parser.add_argument("--scene", nargs="+", default=[scene.name for scene in SCENES])
    parser.add_argument("--sheets", action="store_true")
    asked = parser.parse_args()
    themes = [*THEME_NAMES, LINUX, *sorted(BUILTIN_THEMES)] if asked.theme == ["all"] else asked.theme
    asked.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        for size in SIZES if scene.name in asked.scene else ():
            drawn = [
                _path(scene, theme, size, asked.folder) if asked.sheets else _draw(scene, theme, size, asked.folder)
                for theme in dict.fromkeys(themes)
            ]
            pictures = [path for path in drawn if path.with_suffix(".png").exists()]
            if pictures:
                print(_sheet(asked.folder / f"sheet-{scene.name}-{size[0]}x{size[1]}.svg", pictures))


def _path(scene: Scene, theme: str, size: tuple[int, int], folder: Path) -> Path:
    return folder / f"{scene.name}-{theme}-{size[0]}x{size[1]}.svg"


def _sheet(path: Path, pictures: Sequence[Path]) -> Path:
    """A contact sheet of pictures that lie in its folder, two or three in a row."""
    across = 2 if len(pictures) < 5 else 3
    cells = [
        f'<image href="{picture.with_suffix(".png").name}" x="{number % across * WIDE}" y="{number // across * HIGH}"'
        f' width="{WIDE}" height="{HIGH}"/>'
        for number, picture in enumerate(pictures)
    ]
    width, height = across * WIDE, -(-len(pictures) // across) * HIGH
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(cells)}</svg>')
    _as_png(path)
    return path


def _as_png(path: Path) -> None:
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "--output", path.with_suffix(".png"), path], check=True)


def _draw(scene: Scene, theme: str, size: tuple[int, int], folder: Path) -> Path:
    path = _path(scene, theme, size, folder)
    drawn = asyncio.run(_drawn(scene, theme, size))
    # As a moving picture of one frame, because some programs leave out the blanks at the ends of texts.
    path.write_text(moving_picture([Frame(drawn, (), 1.0)]), encoding="utf-8")
    _as_png(path)
    print(path)
    return path


async def _drawn(scene: Scene, theme: str, size: tuple[int, int]) -> str:
    os.environ["TERM"] = "linux" if theme == LINUX else "xterm-256color"
    with TemporaryDirectory() as folder:
        os.environ["COPYDESK_SETTINGS"] = f"{folder}/settings.toml"  # no projects and colours of who draws
        async with played(scene, Path(folder), "ansi-dark" if theme == LINUX else theme, size) as pilot:
            return pilot.app.export_screenshot()


if __name__ == "__main__":
    main()
