"""What makes an open list search again, and what does not."""

from __future__ import annotations

import pytest

from labels.browsing.changes import is_news
from labels.browsing.queries import newest_change
from labels.project import Project

OTHERS = {
    "label": lambda project: project.label(next(project.sentences()), "claim"),
    "flag": lambda project: project.flag(next(project.sentences())),
    "split": lambda project: project.split(next(project.sentences()), 11),
    "article": lambda project: project.add("One more."),
    "undo": lambda project: project.undo(),
}


@pytest.mark.parametrize(
    ("who", "what", "query", "expected"),
    [
        ("ana", "label", "", True),
        ("ana", "flag", "is:undecided", True),
        ("bo", "label", "is:undecided", False),
        ("bo", "flag", "", False),
        ("bo", "label", "by:bo label:claim", True),
        ("bo", "label", "bridge or -by:bo", True),
        ("bo", "split", "is:undecided", True),
        ("bo", "article", "", True),
        ("bo", "undo", "bridge", True),
        ("bo", "article", "(", False),
    ],
)
def test_what_changes_the_rows_is_news(project, who, what, query, expected):
    with Project(project.path, who) as other:
        other.skip(list(other.sentences())[1])
        since = newest_change(project.connection)
        assert not is_news(project.connection, "ana", query, since)
        OTHERS[what](other)
    assert is_news(project.connection, "ana", query, since) == expected


def test_somebody_who_said_nothing_yet_hears_of_articles_only(project):
    since = newest_change(project.connection)
    project.skip(next(project.sentences()))
    assert not is_news(project.connection, "cy", "", since)
    project.add("One more.")
    assert is_news(project.connection, "cy", "", since)
