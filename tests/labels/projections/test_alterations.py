"""Alterations by hand of every column, row, index, trigger and view, and damages of every page.

The judge is any difference in what is read. Places change at every key press, so that of them only what is impossible
is found; they are in nothing that the judge reads.
"""

from __future__ import annotations

import random
import shutil

import pytest

from labels.errors import ProjectError
from labels.project import Project
from labels.projections.check import check
from labels.projections.rescue import rescue
from tests.examples import examples, proof_or
from tests.labels.projections.alterations import alter, alterations
from tests.labels.projections.readings import make_full_project, readings

#: Of about 1,000 alterations the default run makes so many. The slow run makes a tenth, the profile `proof` all.
DRAWN = 12

#: Random damages in the default run, in the slow run, and there under the profile `proof`.
DAMAGES, SOME_DAMAGES, MANY_DAMAGES = 8, 40, 1_000


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A project with something in every table, and what is read of it."""
    path = tmp_path_factory.mktemp("sound") / "sound.db"
    make_full_project(path)
    assert check(path).problems == []
    return path, readings(path)


def problems_of(path):
    """What the check says; a refusal is one line too. Anything else that it raises fails the test."""
    try:
        found = check(path).problems
    except ProjectError as error:
        found = [str(error)]
    assert all(len(problem.splitlines()) == 1 and len(problem) < 300 for problem in found), found
    return found


def unseen(sound, path, several):
    """The alterations that change what is read, and that the check does not see."""
    whole, wanted = sound
    found = []
    for name, alteration in several:
        shutil.copy(whole, path)
        if alter(path, name, alteration) and not problems_of(path) and readings(path) != wanted:
            found.append(name)
    return found


def test_no_alteration_that_changes_what_is_read_goes_unseen(sound, tmp_path):
    every = list(alterations(sound[0]))
    assert len(every) > 800
    assert unseen(sound, tmp_path / "p.db", random.Random(7).sample(every, DRAWN)) == []


@pytest.mark.slow
def test_no_alteration_at_all_goes_unseen(sound, tmp_path):
    every = list(alterations(sound[0]))
    drawn = random.Random(8).sample(every, examples(len(every)))
    assert unseen(sound, tmp_path / "p.db", drawn) == []


def damaged(whole, path, draw):
    """Write a few random bytes into a random page."""
    content = bytearray(whole.read_bytes())
    page = draw.randrange(len(content) // 4096)
    for _ in range(draw.choice((1, 4, 64))):
        content[page * 4096 + draw.randrange(4096)] = draw.randrange(256)
    path.write_bytes(content)


def damage(sound, path, saved, seeds):
    """Damage a project in random ways, look at it, and save what is whole."""
    whole, wanted = sound
    for seed in seeds:
        damaged(whole, path, random.Random(seed))
        if not problems_of(path):
            assert readings(path) == wanted, seed
        saved.unlink(missing_ok=True)
        try:
            done = rescue(path, saved)
        except ProjectError:
            continue
        assert done.events <= done.of_events
        assert check(saved).problems == [], seed
        if not done.lost:
            with Project(saved, "ana", write=False) as project:
                assert len(list(project.articles())) == done.articles


@pytest.mark.slow
def test_a_few_damages(sound, tmp_path):
    damage(sound, tmp_path / "p.db", tmp_path / "saved.db", range(DAMAGES))


@pytest.mark.slow
def test_very_many_damages(sound, tmp_path):
    damage(sound, tmp_path / "p.db", tmp_path / "saved.db", range(proof_or(MANY_DAMAGES, SOME_DAMAGES)))
