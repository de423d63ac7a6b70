"""`python -m tests.tui.pictures FOLDER`: every screen in two sizes and in each theme of ours, to be looked at.

SVG files, and PNG files beside them where rsvg-convert is there (Debian: librsvg2-bin). `--theme` and `--scene` take
some only.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tui.scenes import SCENES, Scene, played
from tui.app import THEME_NAMES

SIZES = ((80, 24), (120, 40))


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", nargs="+", default=THEME_NAMES)
    parser.add_argument("--scene", nargs="+", default=[scene.name for scene in SCENES])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        for theme in asked.theme if scene.name in asked.scene else ():
            for size in SIZES:
                print(_draw(scene, theme, size, asked.folder))


def _draw(scene: Scene, theme: str, size: tuple[int, int], folder: Path) -> Path:
    path = folder / f"{scene.name}-{theme}-{size[0]}x{size[1]}.svg"
    path.write_text(asyncio.run(_drawn(scene, theme, size)), encoding="utf-8")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "--output", path.with_suffix(".png"), path], check=True)
    return path


async def _drawn(scene: Scene, theme: str, size: tuple[int, int]) -> str:
    with TemporaryDirectory() as folder:
        async with played(scene, Path(folder), theme, size) as pilot:
            return pilot.app.export_screenshot()


if __name__ == "__main__":
    main()
