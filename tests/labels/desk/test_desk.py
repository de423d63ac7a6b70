"""The desk, case by case: runs of sentences, the pace, and finding one's way."""

from __future__ import annotations

import pytest

from labels.desk import Desk
from labels.desk.finding import go_to
from labels.desk.search import DeskSearch
from labels.journal.event import Act
from labels.query import QueryError
from labels.values.progress import UNWATCHED, Cancelled, Progress


class Ticks:
    """Seconds that pass only when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
def desk(project, ticks):
    return Desk(project, ticks)


def labels_of(desk):
    return [desk.annotation(row).labels for row in range(len(desk.page))]


# -- runs of sentences ----------------------------------------------------------------------------------------


def test_a_run_is_decided_in_one_action(desk, project):
    desk.extend(2)
    step = desk.label("claim")
    assert list(step.rows) == [0, 1, 2]
    assert labels_of(desk) == [("claim",)] * 3 + [()]
    assert (desk.cursor, desk.selecting) == (3, False)
    (actions,) = project.connection.execute(
        "SELECT count(DISTINCT action) FROM journal WHERE kind = 'label'"
    ).fetchone()
    assert actions == 1
    assert desk.undo().notice == "Undone: claim of 3 sentences."
    assert labels_of(desk) == [()] * 4


def test_a_run_gets_one_state_of_flag(desk):
    desk.flag("odd")
    desk.extend(1)
    desk.flag()
    assert [desk.annotation(row).flagged for row in range(4)] == [True, True, False, False]
    desk.flag()
    assert not any(desk.annotation(row).flagged for row in range(4))


def test_a_toggle_stays_and_keeps_the_run(desk):
    desk.extend(1)
    desk.toggle("fact")
    desk.toggle("claim")
    assert labels_of(desk)[:2] == [("claim", "fact")] * 2
    desk.toggle("opinion")
    assert labels_of(desk)[:2] == [("claim", "opinion")] * 2
    assert list(desk.run) == [0, 1]


def test_a_toggle_of_the_last_label_leaves_no_decision(desk):
    desk.toggle("claim")
    desk.toggle("claim")
    assert not desk.annotation(0).decided


def test_repeat_takes_the_last_decision_of_the_last_action(desk, project):
    row = desk.page.span
    n = desk.page.article.n
    project.journal.record(
        [Act("label", n, *row(0), {"labels": ["claim"]}), Act("label", n, *row(1), {"labels": ["fact"]})]
    )
    desk.go_to(2)
    desk.repeat()
    assert labels_of(desk)[2] == ("fact",)


# -- time -----------------------------------------------------------------------------------------------------


def test_a_decision_keeps_the_seconds_that_its_sentence_was_in_view(desk, ticks):
    ticks.now = 4.0
    desk.label("claim")
    ticks.now = 5.5
    desk.move(1)
    ticks.now = 12.0
    desk.extend(1)  # the cursor moves to another sentence
    ticks.now = 13.0
    desk.skip()
    assert [desk.annotation(row).seconds for row in range(4)] == [4.0, None, 0.5, 0.5]


def test_the_pace_leaves_breaks_out(project, ticks):
    project.add("\n\n".join(f"Line {n}." for n in range(6)))
    desk = Desk(project, ticks)
    for _ in range(9):
        ticks.now += 10.0
        desk.label("claim")
    assert desk.watch.per_hour is None, "too few to say a pace"
    ticks.now += 10.0
    desk.label("claim")
    assert desk.watch.per_hour == 360
    ticks.now += 3600.0
    desk.label("claim")
    ticks.now += 10.0
    desk.label("claim")
    assert desk.watch.per_hour == 360


def test_many_decisions_within_a_moment_have_no_pace(desk, ticks):
    for _ in range(40):
        ticks.now += 0.1
        desk.label("claim")
    assert desk.watch.per_hour is None


def test_a_sentence_that_is_decided_again_is_no_second_sentence(desk, ticks):
    for _ in range(12):
        for row in range(4):
            ticks.now += 10.0
            desk.go_to(row)
            desk.label("claim" if ticks.now % 20 else "quote")
    assert desk.watch.per_hour is None, "they are four"


def test_a_second_label_on_a_sentence_is_no_second_decision(desk, ticks):
    for id in ("claim", "quote", "claim", "quote", "claim") * 3:
        ticks.now += 10.0
        desk.toggle(id)
    assert desk.watch.per_hour is None


# -- finding --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "article", "cursor", "notice"),
    [
        ("3", 1, 2, ""),
        ("0", 1, 0, "This article has sentences 1 to 4."),
        ("99", 1, 0, "This article has sentences 1 to 4."),
        ("a3", 3, 0, "Article 3 of 3: ad288cb113d1fe32e522"),
        ("A2", 2, 0, "Article 2 of 3: "),
        ("a4", 1, 0, "There is no article 4."),
        ("", 1, 0, ""),
        ("nonsense", 1, 0, "No sentence, article or title is called “nonsense”."),
        ("9" * 30, 1, 0, f"No sentence, article or title is called “{'9' * 30}”."),
        ("a" + "9" * 30, 1, 0, f"No sentence, article or title is called “a{'9' * 30}”."),
        ("9" * 5000, 1, 0, f"No sentence, article or title is called “{'9' * 5000}”."),
    ],
)
def test_go_to_understands_numbers_and_says_what_it_does_not(desk, where, article, cursor, notice):
    assert go_to(desk, where).notice.startswith(notice) if notice else not go_to(desk, where).notice
    assert (desk.page.article.n, desk.cursor) == (article, cursor)


def test_go_to_understands_ids_and_titles(desk, project):
    *_, last = project.sentences()
    go_to(desk, last.id)
    assert (desk.page.article.n, desk.cursor) == (3, 2)
    go_to(desk, next(project.articles()).id)
    assert desk.page.article.n == 1
    project.add("A titled text.", title="The Straße")
    assert go_to(desk, "STRASSE").opened
    assert desk.page.article.n == 4


def test_a_search_goes_round_all_articles(desk):
    search = DeskSearch(desk, "NOBODY")
    assert search.next().notice == ""
    assert (desk.page.article.n, desk.cursor) == (1, 2)
    assert search.next().notice.startswith("Found in another article: ")
    assert (desk.page.article.n, desk.cursor) == (3, 1)
    assert search.next().opened
    assert (desk.page.article.n, desk.cursor) == (1, 2)
    assert DeskSearch(desk, "bridge").next().notice == "Search went on from the start."
    assert DeskSearch(desk, "bridge").next().notice == "“bridge” is nowhere else."
    assert DeskSearch(desk, "[x").next().notice == "“[x” is not in these articles."
    assert DeskSearch(desk, "bridg").next().notice == "“bridg” is not in these articles. Parts of words: /bridg/i"


def test_a_search_finds_what_the_query_language_finds(desk, project):
    project.add("It goes on\nin the next line. It ends. Here it begins. 鉄橋は閉鎖された。", layout="wrapped")
    project.flag(list(project.sentences())[6])
    for query in ("the", "on in the", '"on in"', "橋", "/clos(ed|ing)/", "is:flagged", "-the", "nobody or ends"):
        search = DeskSearch(desk, query)
        found = {search.go_to(search.look(UNWATCHED)) and desk.page.sentence(desk.cursor) for _ in range(12)}
        assert found == {sentence.text for sentence in project.find(query)}
    desk.open_article(1)
    assert DeskSearch(desk, "ends. here").next().notice == "“ends. here” is not in these articles."
    assert DeskSearch(desk, "is:skipped").next().notice == "Nothing matches is:skipped"


def test_a_search_marks_what_its_query_is_about(desk):
    assert DeskSearch(desk, '"the bridge" -mayor is:flagged /cl../').within("The bridge is closed, mayor.") == [
        (0, 10),
        (14, 18),
    ]
    assert DeskSearch(desk, "is:flagged").within("The bridge") == []


def test_a_search_that_was_stopped_goes_nowhere(desk):
    with pytest.raises(Cancelled):
        DeskSearch(desk, "is:skipped").look(Progress(cancelled=lambda: True))
    with pytest.raises(Cancelled):
        DeskSearch(desk, "the /./").look_at_once()
    assert (desk.page.article.n, desk.cursor) == (1, 0)


def test_a_search_that_cannot_be_understood_says_so(desk):
    with pytest.raises(QueryError, match="there is no field"):
        DeskSearch(desk, "lable:claim")
    with pytest.raises(QueryError, match="no label “clam”"):
        DeskSearch(desk, "label:clam").next()
