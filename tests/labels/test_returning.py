"""Work that is sent back: it waits until it is decided again, however the sentences are cut by then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.errors import UsageError
from labels.project import Project
from labels.projections.check import check
from labels.returning_api import sending_in_words
from labels.sentence import Sentence
from tests.labels.making import Clock, make_project

WHY = "a voice speaks here"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    """Lea, who leads, and Ana, who called the first four sentences claims and skipped the fifth."""
    clock = Clock()
    with make_project(tmp_path / "news.db", "lea", clock) as lea, Project(lea.path, "ana", clock=clock) as ana:
        lea.team.make_lead("lea")
        for sentence in list(ana.sentences())[:4]:
            ana.label(sentence, "claim")
        ana.skip(list(ana.sentences())[4])
        yield lea, ana


def waits(project: Project, name: str = "ana") -> list[str]:
    """The texts of what waits for somebody."""
    return [project.reader.text_of(each.article)[each.start : each.end] for each in project.returning.sent_back(name)]


def nth(project: Project, number: int) -> Sentence:
    return list(project.sentences())[number]


def test_what_is_sent_back_waits_until_it_is_decided_again(team: tuple[Project, Project]) -> None:
    lea, ana = team
    planned = lea.returning.send_back("ana", "closed", WHY, dry_run=True)
    assert sending_in_words(planned) == [
        "2 sentences would go back to ana.",
        "  The bridge is closed.",
        "  “It will stay closed,” he said.",
        "Nothing was written.",
    ]
    assert waits(ana) == []
    assert sending_in_words(lea.returning.send_back("ana", "closed", WHY)) == [
        "2 sentences sent back to ana, as one action."
    ]
    assert [each.why for each in ana.returning.sent_back()] == [WHY, WHY]
    ana.label(nth(ana, 0), "quote")
    assert waits(ana) == ["“It will stay closed,” he said."]
    ana.undo()
    assert len(waits(ana)) == 2
    ana.clear(nth(ana, 0))
    assert len(waits(ana)) == 2
    assert check(lea.path).problems == []


def test_what_is_undecided_or_waits_already_is_left_alone(team: tuple[Project, Project]) -> None:
    lea, _ = team
    lea.returning.send_back("ana", "bridge", WHY)
    done = lea.returning.send_back("ana", "bridge or quickly", WHY)
    assert (done.hits, done.left, done.written) == ((), 2, False)
    assert lea.returning.send_back("ana", "bridge", "and for another reason").written
    assert [each.why for each in lea.returning.sent_back("ana")] == ["and for another reason"]


def test_it_is_taken_back_by_a_lead_and_by_undo(team: tuple[Project, Project]) -> None:
    lea, ana = team
    lea.returning.send_back("ana", "closed", WHY)
    assert len(lea.returning.take_back("ana", "bridge").hits) == 1
    assert waits(ana) == ["“It will stay closed,” he said."]
    lea.journal.undo(review=True)
    assert len(waits(ana)) == 2
    lea.journal.undo(review=True)
    assert waits(ana) == []
    lea.journal.redo(review=True)
    assert len(waits(ana)) == 2


def test_a_split_and_a_join_keep_it(team: tuple[Project, Project]) -> None:
    lea, ana = team
    second = nth(ana, 1)
    lea.returning.send_back("ana", "said", WHY)
    lea.split(second, second.start + second.text.index("he said"))
    assert waits(ana) == ["“It will stay closed,”", "he said."]
    ana.label(nth(ana, 2), "quote")
    assert waits(ana) == ["“It will stay closed,”"]
    lea.join(nth(ana, 0))
    assert waits(ana) == ["The bridge is closed. “It will stay closed,”"]
    assert [sentence.text for sentence in ana.find("is:returned")] == waits(ana)
    assert lead_takes_back(lea, "bridge") == 1 and waits(ana) == []
    lea.journal.undo(review=True)
    assert len(waits(ana)) == 1
    assert check(lea.path).problems == []


def test_an_article_that_is_sent_back_as_a_whole_brings_back_all_that_was_decided_of_it(
    team: tuple[Project, Project],
) -> None:
    lea, ana = team
    planned = lea.returning.send_back("ana", "bridge", WHY, whole=True, dry_run=True)
    assert sending_in_words(planned) == [
        "4 sentences, 1 article as a whole, would go back to ana.",
        f"  {nth(lea, 0).article}",
        "Nothing was written.",
    ]
    assert sending_in_words(lea.returning.send_back("ana", "bridge", WHY, whole=True)) == [
        "4 sentences, 1 article as a whole, sent back to ana, as one action."
    ]
    first = [nth(ana, n).text for n in range(4)]
    assert waits(ana) == [each.text for each in ana.find("is:returned")] == first
    assert lea.returning.send_back("ana", "bridge", WHY, whole=True).written is False
    ana.label(nth(ana, 1), "quote")
    assert waits(ana) == [first[0], *first[2:]]
    ana.clear(nth(ana, 0))  # it is undecided now, and waits as such
    assert waits(ana) == first[2:]
    lea.split(nth(ana, 2), nth(ana, 2).start + 4)
    assert len(waits(ana)) == 3
    assert check(lea.path).problems == []


def test_an_article_is_taken_back_as_a_whole(team: tuple[Project, Project]) -> None:
    lea, ana = team
    lea.returning.send_back("ana", "bridge", WHY, whole=True)
    lea.returning.send_back("ana", "bridge", "and for another reason")
    assert [each.why for each in ana.returning.sent_back()] == ["and for another reason", WHY, WHY, WHY]
    taken = lea.returning.take_back("ana", "bridge")
    assert sending_in_words(taken) == ["1 sentence no longer sent back to ana, as one action."]
    assert len(waits(ana)) == 4  # the article as a whole is another thing
    taken = lea.returning.take_back("ana", "bridge")
    assert sending_in_words(taken) == ["4 sentences, 1 article as a whole, no longer sent back to ana, as one action."]
    assert waits(ana) == []
    lea.journal.undo(review=True)
    assert len(waits(ana)) == 4
    assert check(lea.path).problems == []


def test_taking_back_an_article_takes_back_what_was_sent_back_of_it(team: tuple[Project, Project]) -> None:
    lea, ana = team
    lea.returning.send_back("ana", "bridge", "by itself")
    lea.returning.send_back("ana", "bridge", WHY, whole=True)
    lea.returning.take_back("ana", "bridge")
    assert waits(ana) == []
    assert check(lea.path).problems == []


def lead_takes_back(lea: Project, query: str) -> int:
    return len(lea.returning.take_back("ana", query).hits)


def test_the_query_finds_ones_own_and_for_a_lead_everybodys(team: tuple[Project, Project]) -> None:
    lea, ana = team
    with Project(lea.path, "ben") as ben:
        ben.label(nth(ben, 5), "fact")
        lea.returning.send_back("ben", "", "again")
        lea.returning.send_back("ana", "bridge", WHY)
        assert [each.text for each in ana.find("is:returned", anyone=True)] == ["The bridge is closed."]
        assert [each.text for each in ben.find("is:returned")] == [nth(ben, 5).text]
        assert len(list(ana.find("-is:returned"))) == 7
    assert len(list(lea.find("is:returned", anyone=True))) == 2
    assert len(list(lea.find("by:ben is:returned"))) == 1
    assert list(lea.find("is:returned")) == []
    with pytest.raises(UsageError, match="only leads read"):
        ana.returning.sent_back("ben")


def test_the_figures_count_it(team: tuple[Project, Project]) -> None:
    lea, ana = team
    lea.returning.send_back("ana", "closed", WHY)
    assert ana.statistics().people["ana"].returned == 2
    assert {name: each.returned for name, each in lea.team.figures().members.items()} == {"lea": 0, "ana": 2}


def test_the_desk_goes_through_it_and_confirms_it(team: tuple[Project, Project]) -> None:
    lea, ana = team
    lea.returning.send_back("ana", "closed or short", WHY)
    desk = Desk(ana)
    assert desk.sent_back() == 3
    desk.focus_on("is:returned")
    where = (desk.page.article.n, desk.cursor)
    assert where == (1, 0)
    found = desk.returned(desk.cursor)
    assert found is not None and found.why == WHY
    desk.label("quote")
    assert (desk.page.article.n, desk.cursor, desk.returned(0)) == (1, 1, None)
    desk.confirm()
    assert (desk.page.article.n, desk.cursor, desk.sent_back()) == (2, 0, 1)
    assert desk.skip().notice == "All matches are decided."
    assert desk.sent_back() == 0
    desk.undo()
    assert desk.sent_back() == 1 and desk.returned(0) is not None
    assert [ana.annotation(nth(ana, row)).labels for row in range(2)] == [("quote",), ("claim",)]


def test_only_leads_send_back_and_say_why(team: tuple[Project, Project]) -> None:
    lea, ana = team
    with pytest.raises(UsageError, match="only a lead"):
        ana.returning.send_back("lea", "", WHY)
    with pytest.raises(UsageError, match="Say why"):
        lea.returning.send_back("ana", "", "  ")
    with pytest.raises(UsageError, match="there is no annotator “cleo”"):
        lea.returning.take_back("cleo")
