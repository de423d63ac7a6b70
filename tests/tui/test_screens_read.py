"""What stands on the screens can be read: words by a contrast of 4.5, graphics by 3, on the ground they really have."""

import pytest

from tests.colours.figures import COLOURED
from tests.colours.screens import hard_to_read
from tests.examples import is_proof
from tests.tui.scenes import SCENES, played

_ALWAYS = ("desk-labelled", "dashboard")
_OWN = 3  # themes of ours, which come first


def _cases() -> list[object]:
    """Every screen in one of our themes; under the profile `proof` in all themes."""
    themes = [theme.name for theme in COLOURED]
    return [
        pytest.param(scene, theme, marks=() if place == 0 and scene.name in _ALWAYS else pytest.mark.slow)
        for place, theme in enumerate(themes)
        for number, scene in enumerate(SCENES)
        if place == number % _OWN or (place == 0 and scene.name in _ALWAYS) or is_proof()
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("scene", "theme"), _cases(), ids=lambda value: getattr(value, "name", value))
async def test_all_on_a_screen_can_be_read(scene, theme, tmp_path):
    async with played(scene, tmp_path, theme, (120, 40)) as pilot:
        assert list(hard_to_read(pilot.app)) == []
