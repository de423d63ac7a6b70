"""The same of all that a query selects, from a script."""

from __future__ import annotations

import pytest

from labels.bulk import annotated_in_words
from labels.errors import UsageError
from labels.project import Project
from labels.query import QueryError
from labels.values.progress import Progress


def statuses(project: Project) -> list[tuple[str, tuple[str, ...], bool]]:
    found = (project.annotation(sentence) for sentence in project.sentences())
    return [(each.status, each.labels, each.flagged) for each in found]


def test_a_query_is_labelled_as_one_action_and_nothing_the_second_time(project):
    before = statuses(project)
    found = project.annotate("nobody", label="claim")
    assert found.done is not None
    assert (found.done.sentences, found.planned.articles, found.planned.decided) == (2, 2, 0)
    assert statuses(project).count(("labelled", ("claim",), False)) == 2
    again = project.annotate("nobody", label="claim")
    assert (again.done, again.planned.unchanged) == (None, 2)
    assert project.undo()
    assert statuses(project) == before
    assert not project.undo()


def test_a_dry_run_only_looks(project):
    before = statuses(project)
    found = project.annotate("nobody", skip=True, dry_run=True)
    assert (len(found.planned.hits), found.done) == (2, None)
    assert annotated_in_words(found, project.codebook) == [
        "Skip 2 sentences in 2 articles?",
        "  Nobody knows why. 😀",
        "  Nobody saw him.",
        "Nothing was written.",
    ]
    assert statuses(project) == before


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"skip": True}, ("skipped", (), False)),
        ({"clear": True}, ("undecided", (), False)),
        ({"flag": True}, ("labelled", ("quote",), True)),
        ({"flag": False}, ("labelled", ("quote",), False)),
    ],
)
def test_each_thing_can_be_said(project, what, expected):
    for sentence in project.find("nobody"):
        project.label(sentence, "quote")
    project.annotate("nobody", **what)
    assert statuses(project).count(expected) >= 2


def test_a_flag_on_all_of_them_stays_on(project):
    project.annotate("", flag=True)
    assert project.annotate("", flag=True).done is None
    assert all(flagged for _, _, flagged in statuses(project))
    done = project.annotate("", flag=False).done
    assert done is not None and done.sentences == 8


def test_it_is_heard_how_far_it_is(project, monkeypatch):
    monkeypatch.setattr("labels.journal.append._OFTEN", 3)
    told: list[int] = []
    project.annotate("", skip=True, progress=Progress(lambda done, total: told.append(done)))
    assert told == [3, 6]


@pytest.mark.parametrize("what", [{}, {"skip": True, "clear": True}, {"label": "claim", "flag": False}])
def test_one_thing_is_said(project, what):
    with pytest.raises(UsageError, match="Give one annotation for the sentences"):
        project.annotate("nobody", **what)


def test_what_cannot_be_asked_for_is_refused(project):
    with pytest.raises(UsageError, match="The codebook has no label “rumour”"):
        project.annotate("nobody", label="rumour")
    for query in ("label:rumour", "("):
        with pytest.raises(QueryError):
            project.annotate(query, skip=True)
    assert not project.undo()
