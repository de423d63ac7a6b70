"""The pictures of the documentation show what the program shows now. After a change that is meant:
`python -m tests.pictures` makes them anew.
"""

import re

import pytest

from tests.documentation.blocks import PAGES, ROOT
from tests.examples import default_cases
from tests.pictures.reading import texts_of, words
from tests.pictures.scripts import SCRIPTS
from tests.pictures.session import frames


@pytest.mark.parametrize("name", default_cases(SCRIPTS, 1))
async def test_a_picture_shows_what_the_program_shows(name):
    picture = (ROOT / "docs" / name).read_text(encoding="utf-8")
    now = [
        [line for line in map(words, [step.title, *frame.lines]) if line]
        for step, frame in zip(SCRIPTS[name].steps, await frames(SCRIPTS[name], drawn=False), strict=True)
    ]
    shown = [[words(line) for line in frame] for frame in texts_of(picture)]
    stale = "is not what the program shows. Make it anew: python -m tests.pictures"
    for number, (one, other) in enumerate(zip(shown, now, strict=True), 1):
        assert one == other, f"docs/{name}, frame {number}, {stale}"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_picture_is_small_and_asks_nobody_for_anything(name):
    picture = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert len(picture) < 100_000
    assert re.findall(r"https?://[^\"' )]+", picture) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in picture


def test_every_picture_of_the_pages_is_made_by_a_script():
    shown = {
        link
        for page in PAGES
        for link in re.findall(r"!\[[^\]]*\]\((?:docs/)?([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown == set(SCRIPTS)
    kept = {path.name for path in (ROOT / "docs").iterdir() if path.suffix not in (".md", "")}
    assert kept == set(SCRIPTS)
