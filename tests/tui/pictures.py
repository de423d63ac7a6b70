"""`python -m tests.tui.pictures FOLDER`: every screen in two sizes, in each theme of ours and on the Linux console.

To be looked at. SVG files, and PNG files beside them where rsvg-convert is there (Debian: librsvg2-bin). `--theme` and
`--scene` take some only; `--theme all` also takes the themes of the terminal library, `linux` is the console.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.theme import BUILTIN_THEMES

from tests.tui.scenes import SCENES, Scene, played
from tui.app import THEME_NAMES

#: Stands for the Linux console: the terminal's own colours, and few signs.
LINUX = "linux"

SIZES = ((80, 24), (120, 40))


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", nargs="+", default=[*THEME_NAMES, LINUX])
    parser.add_argument("--scene", nargs="+", default=[scene.name for scene in SCENES])
    asked = parser.parse_args()
    themes = [*THEME_NAMES, LINUX, *sorted(BUILTIN_THEMES)] if asked.theme == ["all"] else asked.theme
    asked.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        for theme in dict.fromkeys(themes) if scene.name in asked.scene else ():
            for size in SIZES:
                print(_draw(scene, theme, size, asked.folder))


def _draw(scene: Scene, theme: str, size: tuple[int, int], folder: Path) -> Path:
    path = folder / f"{scene.name}-{theme}-{size[0]}x{size[1]}.svg"
    path.write_text(asyncio.run(_drawn(scene, theme, size)), encoding="utf-8")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "--output", path.with_suffix(".png"), path], check=True)
    return path


async def _drawn(scene: Scene, theme: str, size: tuple[int, int]) -> str:
    os.environ["TERM"] = "linux" if theme == LINUX else "xterm-256color"
    with TemporaryDirectory() as folder:
        async with played(scene, Path(folder), "ansi-dark" if theme == LINUX else theme, size) as pilot:
            return pilot.app.export_screenshot()


if __name__ == "__main__":
    main()
