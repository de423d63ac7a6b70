"""is:contradicted and codebook: where a codebook changed, whose decisions they find, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from labels.article import Article
from labels.browsing.sentences import SentenceSearch
from labels.codebook import Codebook, Label
from labels.desk import Desk
from labels.project import Project
from labels.query import Search, parse_query, ruled_sentences
from labels.query.plan import MAX_BRANCHES
from labels.segmentation.cutting import CutResult
from labels.sentence import Cut
from tests.labels.making import Clock, make_project, use_codebook
from tests.labels.private_acts import make_lead

ONE = Codebook((Label("claim", "claim", "c"), Label("quote", "quote", "q"), Label("news", "news", "n")))
#: The sentences of two articles; the first and the sixth are one text.
TEXTS = (
    ("The ferry\nis  safe.", "“It is,” he said.", "Nobody knows.", "***", "The ferry is safe!"),
    ("The ferry is safe.", "He said it is not (yet).", "The ferry is safe. Or is it?"),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ana has given claim to every sentence under version 3 of the codebook."""
    with make_project(tmp_path / "news.db", "ana", texts=()) as project:
        gone = tuple(replace(each, key=None, retired=True, group=None) for each in project.codebook.labels[2:])
        use_codebook(project, replace(ONE, labels=(*ONE.labels, *gone)))
        for sentences in TEXTS:
            add(project, *sentences)
        for sentence in project.sentences():
            project.label(sentence, "claim")
        yield project


def add(project: Project, *sentences: str) -> None:
    """Add an article of these sentences."""
    text, cuts = "", []
    for each in sentences:
        cuts.append(Cut(len(text), len(text) + len(each), 0))
        text += f"{each} "
    project.add_cut([(Article(text), CutResult(tuple(cuts), "given", "en", "given"))])


def changed(project: Project, id: str, **fields: object) -> None:
    """Write a version of the codebook in which this label is different."""
    labels = tuple(replace(each, **fields) if each.id == id else each for each in project.codebook.labels)
    use_codebook(project, replace(project.codebook, labels=labels))


def rows(project: Project, query: str = "is:contradicted", viewer: str | None = "ana") -> list[int]:
    """The places of the sentences that a query finds among all of the project."""
    ids = [sentence.id for sentence in project.sentences()]
    search = Search(parse_query(query), viewer)
    found = [ids.index(each.sentence.id) for each in project.searcher.sentences(search)]
    assert project.searcher.count(search) == len(found)
    return found


def why(project: Project, query: str = "is:contradicted") -> list[list[str]]:
    found = project.searcher.sentences(Search(parse_query(query), project.annotator))
    return [[one.in_words(project.codebook) for one in each.contradicted[project.annotator]] for each in found]


def test_a_new_counter_example_contradicts_every_decision_on_that_text(project):
    assert rows(project) == []
    changed(project, "claim", counter_examples=("The ferry is safe. (news: nobody else says so)",))
    assert rows(project) == [0, 5]
    assert why(project) == [["a counter-example of claim, it is news: nobody else says so"]] * 2
    assert rows(project, "-is:contradicted") == [1, 2, 3, 4, 6, 7]


def test_brackets_of_the_sentence_itself_are_no_remark(project):
    changed(project, "claim", counter_examples=("He said it is not (yet).",))
    assert rows(project) == [6]


def test_an_example_of_another_label_contradicts_and_so_does_a_skip(project):
    _, second, third, *_ = project.sentences()
    changed(project, "quote", examples=('"It is," he said.', "Nobody knows."))
    project.skip(third)
    assert rows(project) == [1, 2]
    assert why(project) == [["an example of quote"], ["an example of quote, and was skipped"]]
    project.label(second, "quote")
    assert rows(project) == [2]


def test_a_text_without_words_is_found_as_well(project):
    changed(project, "news", examples=("***",))
    assert rows(project) == [3]


def test_decisions_for_labels_that_are_gone_or_merged(project):
    first, *_ = project.sentences()
    project.label(first, "quote")
    changed(project, "quote", same_as="news", retired=True, key=None)
    assert rows(project) == [0] and why(project) == [["quote was merged into news"]]
    project.label(first, "news")
    assert rows(project) == []
    changed(project, "claim", retired=True, key=None)
    assert rows(project) == [1, 2, 3, 4, 5, 6, 7] and why(project, "is:contradicted article:2")[0] == [
        "claim is retired"
    ]


def test_labels_that_exclude_each_other_by_now(tmp_path):
    with make_project(tmp_path / "news.db") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim", "fact")
        project.label(second, "claim")
        assert rows(project) == []
        labels = tuple(replace(each, group="stance") for each in project.codebook.labels)
        use_codebook(project, replace(project.codebook, labels=labels))
        assert rows(project) == [0] and why(project) == [["claim and fact exclude each other"]]
        assert rows(project, "-is:contradicted") == list(range(1, 8))


def test_an_example_from_the_desk_counts_at_once_and_so_does_a_new_sentence(project):
    _, second, *_ = project.sentences()
    assert rows(project) == []
    project.add_example(second, "claim", counter=True)
    project.reread_codebook()
    assert rows(project) == [1]
    add(project, "Nobody came.", "“It is,” he said.")
    *_, last = project.sentences()
    project.label(last, "claim")
    assert rows(project) == [1, 9]
    project.split(second, second.start + second.text.index("he"))
    assert rows(project) == [10], "what is left of it is two other texts"


def test_the_texts_are_looked_for_once_while_only_annotations_come(project, monkeypatch):
    changed(project, "claim", counter_examples=("The ferry is safe.",))
    assert rows(project) == [0, 5]
    monkeypatch.setattr(ruled_sentences, "_with_text", lambda *_: pytest.fail("looked for again"))
    for sentence in project.sentences():
        project.label(sentence, "news")
    assert rows(project) == []


def test_whose_decision_it_is_that_is_contradicted(project):
    changed(project, "claim", counter_examples=("Nobody knows.",))
    with Project(project.path, "ben", clock=Clock()) as ben:
        ben.label(list(ben.sentences())[2], "claim")
        project.label(list(project.sentences())[2], "news")
        assert rows(project) == rows(project, "by:ana is:contradicted") == []
        assert rows(project, "by:ben is:contradicted") == rows(project, viewer=None) == rows(ben, viewer="ben") == [2]


def test_the_version_that_a_decision_was_made_under(project):
    first, second, *_ = project.sentences()
    before = project.codebook_version
    assert before == 3
    changed(project, "claim", definition="Somebody says so.")
    project.label(first, "claim")
    project.clear(second)
    assert rows(project, "codebook:4") == rows(project, "codebook:>3") == [0]
    assert rows(project, "codebook:<4") == rows(project, "codebook:<=3") == [2, 3, 4, 5, 6, 7]
    assert rows(project, "-codebook:<4") == [0, 1]
    assert rows(project, "codebook:>=3") == rows(project, "codebook:3..4") == [0, 2, 3, 4, 5, 6, 7]
    assert rows(project, "codebook:1..2") == []


def test_many_texts_are_more_than_the_planner_branches_over(project):
    several = [f"The ferry of port {number} is safe." for number in range(MAX_BRANCHES + 4)]
    add(project, *several)
    for sentence in project.sentences():
        project.label(sentence, "claim")
    changed(project, "claim", counter_examples=tuple(f"{text} (news: so)" for text in several))
    changed(project, "quote", examples=("Nobody knows.",))
    assert rows(project) == [2, *range(8, 8 + len(several))]
    assert rows(project, "is:contradicted ferry") == [*range(8, 8 + len(several))]


def test_a_focus_goes_from_one_contradicted_decision_to_the_next(project):
    changed(project, "claim", counter_examples=("The ferry is safe.", "Nobody knows."))
    desk = Desk(project)
    desk.focus_on("is:contradicted")
    visited = []
    for _ in range(3):
        visited.append(" ".join(desk.page.sentence(desk.cursor).split()))
        desk.label("news")
    assert visited == ["The ferry is safe.", "Nobody knows.", "The ferry is safe."] and rows(project) == []


def test_a_list_says_why_below_it(project):
    changed(project, "claim", counter_examples=("Nobody knows.",))
    lines = project.lists.sentence_lines("ana")
    search = SentenceSearch("ana", "is:contradicted")
    ((hit,),) = project.lists.find_sentences(project.codebook, search)
    assert lines.against(hit, project.codebook, "is:contradicted") == "a counter-example of claim"
    assert (
        lines.against(hit, project.codebook, "knows") == lines.against(hit, project.codebook, "is:contradicted (") == ""
    )


def test_who_is_no_lead_is_told_of_their_own_decisions(project):
    changed(project, "claim", counter_examples=("Nobody knows.",))
    third = list(project.sentences())[2]
    with Project(project.path, "ben", clock=Clock()) as ben:
        ben.label(third, "news")
        make_lead(project, "ana")
        assert rows(ben, viewer=None) == rows(ben, viewer="ben") == rows(ben, "codebook:<4", None) == []
        ben.label(third, "claim")
        (found,) = ben.searcher.sentences(Search(parse_query("is:contradicted")))
        assert set(found.contradicted) == {"ben"}
    (found,) = project.searcher.sentences(Search(parse_query("is:contradicted")))
    assert set(found.contradicted) == {"ana", "ben"}
