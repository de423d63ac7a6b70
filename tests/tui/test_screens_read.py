"""What stands on the screens can be read: words by a contrast of 4.5, graphics by 3, on the ground they really have."""

import pytest

from tests.colours.figures import COLOURED
from tests.colours.screens import hard_to_read
from tests.examples import default_cases
from tests.tui.scenes import SCENES, played

_ALWAYS = ("desk-labelled", "wrong-query", "dashboard")
_SCENES = default_cases(SCENES, *(place for place, scene in enumerate(SCENES) if scene.name in _ALWAYS))
_THEMES = default_cases([theme.name for theme in COLOURED], 0)


@pytest.mark.parametrize("theme", _THEMES)
@pytest.mark.parametrize("scene", _SCENES, ids=lambda scene: scene.name)
async def test_all_on_a_screen_can_be_read(scene, theme, tmp_path):
    async with played(scene, tmp_path, theme, (120, 40)) as pilot:
        assert list(hard_to_read(pilot.app)) == []
