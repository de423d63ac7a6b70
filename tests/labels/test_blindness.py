"""Once a project has a lead, whoever is none reads their own annotations only: nothing that others say moves anything.

The screens and the commands are in tests/tui/test_blindness.py; files and what imports tell, in test_blind_files.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from labels.browsing.articles import ARTICLE_SORTS, ArticleSearch
from labels.browsing.chosen_order import ORDERS
from labels.browsing.sentences import SENTENCE_SORTS, SentenceSearch
from labels.desk import Desk
from labels.desk.describe import entry_in_words
from labels.errors import CopydeskError, UsageError
from labels.exporting.export import export_file
from labels.feedback_wording import feedback_data
from labels.formats.writer_registry import writers
from labels.journal.event import Act
from labels.project import Project
from labels.query import Search, parse_query
from labels.statistics.codebook_difference import codebook_difference
from labels.statistics.estimates.question import ModelAsked, Question
from labels.statistics.project_statistics import project_statistics
from labels.team.sample import Size
from labels.values.viewer import THE_FILE
from tests.examples import default_cases, examples
from tests.labels.making import SCHEME, make_project
from tests.labels.private_acts import MUCH, PRIVATE, act, clock_at, key_of, make_lead, make_team

QUERIES = (
    "", "is:decided", "is:undecided", "is:flagged", "is:noted", "label:claim", "-label:quote", "near:claim", "by:ana",
    "-by:ana", "by:ben", "by:ben label:claim", "by:cleo", "note:note", "seconds:>1", "after:2000-01-01",
    "codebook:>0", "is:contradicted", "-is:contradicted", "by:ben is:contradicted",
    "is:returned",
    "state:unmarked", "state:thin", "state:agreed", "state:conflict", "-state:settled", "is:reopened",
)  # fmt: skip


def told(of: Callable[[], Any]) -> Any:
    """What comes back, or the message where it is refused."""
    try:
        found = of()
        return list(found) if isinstance(found, Iterator) else found
    except CopydeskError as error:
        return str(error)


def readings(path: Path, annotator: str) -> dict[str, Any]:
    """Everything that a script reads of a project for one annotator."""
    with Project(path, annotator, clock=clock_at(7200.0)) as project:
        sentences = list(project.sentences())
        found: dict[str, Any] = {
            "history": [[entry_in_words(each, project.codebook) for each in project.history(s)] for s in sentences],
            "annotations": [project.annotation(sentence) for sentence in sentences],
            "people": (project.annotators(), project.everyone()),
            "figures": asdict(project.statistics()),
            "labels": (project.reader.labels_in_use(), project.reader.labels_ever_given()),
            "codebook": project.codebook,
            "sets": project.reader.label_sets_in_use(),
            "card": project.card(),
            "of others": [told(partial(read, project, name)) for name in ("ben", "cleo") for read in _OF_ONE],
            "difference": codebook_difference(project.reader, project.searcher),
            "feedback": feedback_data(project.feedback.of("ana"), project.codebook, project.reader, "newest"),
            "feedback of": project.feedback.readable(),
            "sent back": told(project.returning.sent_back),
            "work": (project.team.held(), project.team.samples(), project.journal.sitting.registry.leads),
            "suggestions": suggestions(project),
            "plan": told(lambda: project.plan_codebook(SCHEME, retire=["news"]).describe()),
        }
        found |= {f"query {text}": answers(project, text) for text in QUERIES}
        return found | lists(project) | orders(project)


def suggestions(project: Project) -> list[Any]:
    """What suggestions are there, what is told of them, and what a model of one's own work expects everywhere."""
    api = project.suggestions
    advisor = api.advisor()
    advisor.policy = replace(advisor.policy, mode="suggest")
    while advisor.work():
        pass
    places = ((project.number_of(each.article) or 0, (each.start, each.end)) for each in project.sentences())
    seen = [told(partial(advisor.look, *place)) for place in places]
    found = [api.mode, api.suggester, api.suggesters(), api.report(), api.doubts(), advisor.not_yet(), seen]
    models = (ModelAsked(name, held_out=True) for name in ("zoe", "Dawid"))
    of_models = [Question("label:claim", samples=("all",), model=each) for each in models]
    return [*found, *(told(partial(project.estimate, each)) for each in of_models)]


def answers(project: Project, text: str) -> list[Any]:
    """What a query finds, in every way of asking."""

    def search(viewer: str | None = None) -> Search:
        return Search(parse_query(text), viewer)

    return [
        told(lambda: list(project.find(text))),
        told(lambda: list(project.find(text, anyone=True))),
        told(lambda: project.searcher.summary(search())),
        told(lambda: [each.annotations for each in project.searcher.sentences(search())]),
        told(lambda: project.searcher.count(search(project.annotator))),
        told(lambda: project.searcher.whose(search())),
    ]


_OF_ONE: tuple[Callable[[Project, str], Any], ...] = (
    lambda project, name: project.feedback.of(name),
    lambda project, name: project.returning.sent_back(name),
    lambda project, name: project.progress(name),
    lambda project, name: project.statistics([name]),
    lambda project, name: project.annotation(next(project.sentences()), name),
    lambda project, name: list(project.find("is:decided", name)),
)


def lists(project: Project) -> dict[str, Any]:
    """The rows and lines of both lists, in every order."""
    codebook, name = project.codebook, project.annotator
    found: dict[str, Any] = {}
    for sort in ARTICLE_SORTS:
        search = ArticleSearch(name, "is:decided", sort)
        numbers = [n for part in project.lists.find_articles(codebook, search) for n in part]
        found[f"articles {sort}"] = project.lists.article_lines(name, numbers)
    for order in SENTENCE_SORTS:
        hits = [hit for part in project.lists.find_sentences(codebook, SentenceSearch(name, "", order)) for hit in part]
        found[f"sentences {order}"] = [project.lists.sentence_lines(name).line(hit) for hit in hits]
    return found


def orders(project: Project) -> dict[str, Any]:
    """The articles in every order of work."""
    found: dict[str, Any] = {}
    for name in ORDERS:
        order = project.work_order()
        order.choose(name, 3)
        found[f"order {name}"] = (list(order.beyond(0)), order.undecided(0), order.in_words())
    return found


@cache
def before() -> Path:
    """A project with a lead, before Ben does anything in private; nobody writes to it."""
    import tempfile

    path = Path(tempfile.mkdtemp()) / "news.db"
    make_team(path)
    with Project(path, "lea", clock=clock_at(1800.0)) as lea:
        lea.team.sample(Size(share=1.0), name="all")
    return path


@cache
def anas() -> dict[str, Any]:
    """What Ana reads there."""
    return readings(copied(before().parent / "read.db"), "ana")


def copied(to: Path) -> Path:
    shutil.copy(before(), to)
    return to


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=PRIVATE)
def test_what_ben_does_in_private_moves_nothing_that_ana_reads(acts, tmp_path_factory):
    path = copied(tmp_path_factory.mktemp("blind") / "news.db")
    act(path, acts)
    now = readings(path, "ana")
    assert {key for key in now if now[key] != anas()[key]} == set()


def test_the_same_readings_tell_much_where_nobody_is_lead(tmp_path):
    """So that the test above can fail: each of these notices what Ben did."""
    make_team(tmp_path / "news.db", lead=None)
    quiet = readings(tmp_path / "news.db", "ana")
    act(tmp_path / "news.db", MUCH)
    moved = {key for key, value in readings(tmp_path / "news.db", "ana").items() if value != quiet[key]}
    assert moved >= {"history", "figures", "labels", "card", "of others", "query by:ben", "order least-done"}
    assert moved >= {"query is:contradicted", "query -is:contradicted", "query codebook:>0", "difference"}


def test_a_lead_reads_everything(tmp_path):
    path = copied(tmp_path / "news.db")
    act(path, MUCH)
    with Project(path, "lea") as lea:
        assert lea.viewer.sees_others
        assert lea.annotators() == lea.everyone() == ["ana", "ben", "dora", "lea"]
        assert project_statistics(lea.connection, viewer=THE_FILE) == lea.statistics()
        assert {entry.annotator for entry in lea.history(next(lea.sentences()))} == {"ana", "ben", "dora", "lea"}
        assert list(lea.find("by:ben is:noted")) and lea.annotation(next(lea.sentences()), "ben").decided


def test_boundaries_are_shared_and_say_who(tmp_path):
    path = copied(tmp_path / "news.db")
    with Project(path, "ana") as ana:
        *_, last = ana.sentences()
        told = [entry_in_words(entry, ana.codebook) for entry in ana.history(last)]
        assert len(told) == 1 and "lea  split in two" in told[0]


def test_one_sees_again_as_soon_as_one_is_lead_and_not_before(tmp_path):
    path = copied(tmp_path / "news.db")
    with Project(path, "ana") as ana, Project(path, "lea") as lea:
        assert ana.annotators() == ["ana"]
        make_lead(lea, "ana")
        assert ana.annotators() == ["ana", "ben", "dora", "lea"]


def test_the_first_lead_makes_the_open_projects_of_others_blind(tmp_path):
    with make_project(tmp_path / "news.db") as ana, Project(tmp_path / "news.db", "lea") as lea:
        sentence = next(ana.sentences())
        lea.label(sentence, "claim")
        desk = Desk(ana)
        assert [entry.annotator for entry in desk.history()] == ["lea"]
        make_lead(lea, "lea")
        assert desk.history() == []
        ana.label(sentence, "quote")
        assert [entry.annotator for entry in desk.history()] == ["ana"]


def test_somebody_who_has_said_nothing_yet_reads_nothing(tmp_path):
    with Project(copied(tmp_path / "news.db"), "cleo") as cleo:
        assert cleo.annotators() == cleo.everyone() == list(cleo.find("is:decided", anyone=True)) == []
        assert [entry.event.kind for s in cleo.sentences() for entry in cleo.history(s)] == ["split"] * 2
        with pytest.raises(UsageError, match="only leads read what “ana” said"):
            list(cleo.find("by:ana"))
        assert list(cleo.find("by:cleo")) == []


def test_an_export_of_the_file_has_everybody_and_ones_own_only_oneself(tmp_path):
    path = copied(tmp_path / "news.db")
    act(path, MUCH)
    with Project(path, "ana") as ana:
        ana.export(tmp_path / "all.jsonl")
        export_file(ana.own_view, tmp_path / "own.jsonl")
        assert '"annotator":"ben"' in (tmp_path / "all.jsonl").read_text(encoding="utf-8")
        own = (tmp_path / "own.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(own) == 2 and all('"annotator":"ana"' in line for line in own)


def test_what_others_decisions_were_carried_to_is_no_loss_of_ones_own_export(tmp_path):
    path = copied(tmp_path / "news.db")
    with Project(path, "ben") as ben:
        sentence = max(ben.sentences(), key=lambda each: each.end - each.start)
        ben.label(sentence, "claim")
        ben.split(sentence, sentence.start + sentence.text.index(" ") + 1)
        n = ben.number_of(sentence.article)
    with Project(path, "ana") as ana:
        assert {person for *_, person in ana.view.carried(n)} == {key_of(ana, "ben")}
        assert ana.own_view.carried(n) == frozenset()


@pytest.mark.parametrize("name", default_cases([writer.name for writer in writers()], 0, 5, 10))
def test_ones_own_export_is_the_same_whatever_others_say(tmp_path, name):
    def written(path: Path) -> dict[str, bytes] | str:
        to = path.parent / "out"
        try:
            with Project(path, "ana") as ana:
                export_file(ana.own_view, to, name)
        except CopydeskError as error:
            return str(error)
        return {str(file.relative_to(to)): file.read_bytes() for file in (*to.rglob("*"), to) if file.is_file()}

    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    one, two = copied(tmp_path / "one" / "news.db"), copied(tmp_path / "two" / "news.db")
    act(two, MUCH)
    found = written(one)
    assert found == written(two)
    assert name != "archive" or "An archive holds what everybody said" in found


def test_an_example_from_an_article_of_several_people_waits_for_a_lead(tmp_path):
    path = copied(tmp_path / "news.db")
    with Project(path, "lea") as lea, Project(path, "ben") as ben, Project(path, "ana") as ana:
        for name, on in (("ana", False), ("ben", True)):
            lea.journal.record([Act("assign", 2, payload={"to": key_of(lea, name), "on": on})])
        sentences = list(ben.sentences())

        def examples_of(project: Project) -> tuple[str, ...]:
            project.reread_codebook()
            return project.codebook.label("claim").examples

        ben.add_example(sentences[1], "claim")
        assert [len(examples_of(each)) for each in (ana, ben, lea)] == [0, 1, 1]
        ben.add_example(next(ben.sentences(list(ben.articles())[1].id)), "claim")
        lea.add_example(sentences[0], "claim")
        assert [len(examples_of(each)) for each in (ana, ben, lea)] == [2, 3, 3]
        ana.change_codebook(ana.plan_codebook(ana.codebook))  # a proposal, which has not seen what waits
        assert [len(examples_of(each)) for each in (ana, ben, lea)] == [2, 3, 3]
        lea.change_codebook(lea.plan_codebook(lea.codebook))
        assert [len(examples_of(each)) for each in (ana, ben, lea)] == [3, 3, 3]
