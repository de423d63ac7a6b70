"""Make the pictures of docs/ anew: `python -m tests.pictures`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.pictures.moving import moving_picture
from tests.pictures.scripts import SCRIPTS
from tests.pictures.session import frames

DOCS = Path(__file__).parents[2] / "docs"


def main() -> None:
    """Write every picture."""
    for name, script in SCRIPTS.items():
        (DOCS / name).write_text(moving_picture(asyncio.run(frames(script))), encoding="utf-8")
        print(DOCS / name)


if __name__ == "__main__":
    main()
