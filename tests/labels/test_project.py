"""The Python API: what can be said of a sentence, what is refused and in which words."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.article import Article
from labels.errors import CodebookError, ReadingError, UsageError
from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import check
from labels.segmentation import given as given_sentences
from labels.values.annotation import Annotation
from tests.examples import examples
from tests.labels.making import SCHEME, make_project, use_codebook


@pytest.fixture
def sentence(project):
    return next(project.sentences())


# -- articles and sentences -----------------------------------------------------------------------------------


def test_the_same_text_is_one_article(project):
    before = [row.id for row in project.articles()]
    assert project.add("A short one.", title="Another title") == before[1]
    assert [row.id for row in project.articles()] == before
    assert [row.n for row in project.articles()] == [1, 2, 3]


def test_an_article_keeps_what_is_known_of_it(project):
    article = Article("Some text. And more.", "T", "s", "https://u.example", "A", "2024-02-29", "de", {"k": [1, "é"]})
    id = project.add(article)
    *_, row = project.articles()
    assert (row.id, row.title, row.source, row.url, row.author) == (id, "T", "s", "https://u.example", "A")
    assert (row.published, row.language, row.meta, row.sentences) == ("2024-02-29", "de", '{"k":[1,"é"]}', 2)
    assert (project.number_of(id), project.number_of("unknown"), project.number_of(None)) == (4, None, None)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from(".!? \n\r\u2028\x1c\ufeff\u200b"), min_size=1
    )
)
def test_any_text_is_kept_as_it_came_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "news.db"
    with make_project(path, texts=()) as project:
        try:
            id = project.add(text)
        except ReadingError:
            assert not list(project.articles())
            return
        (kept,) = project.connection.execute("SELECT text FROM article_text").fetchone()
        assert kept == text
        for sentence in project.sentences(id):
            assert text[sentence.start : sentence.end] == sentence.text
    assert check(path).problems == []


@pytest.mark.parametrize("text", ["", " \n\n \t"])
def test_a_text_without_a_sentence_is_refused(project, text):
    with pytest.raises(ReadingError, match="holds no sentence"):
        project.add(text, title="Nothing")
    assert len(list(project.articles())) == 3


@pytest.mark.parametrize("field", ["text", "title", "source", "url", "author", "published", "language"])
def test_half_a_character_in_an_article_is_refused_by_its_place(project, field):
    article = replace(Article("A whole text.", source="wire.txt"), **{field: "ab\ud83d."})
    with pytest.raises(
        ReadingError, match=r"cannot be stored: character 3 is half a character \(lone surrogate U\+D83D\)"
    ):
        project.add_cut([(Article("Fine."), given_sentences("Fine.")), (article, given_sentences(article.text))])
    assert len(list(project.articles())) == 3


def test_half_a_character_in_metadata_is_refused(project):
    with pytest.raises(ReadingError, match=r"^wire\.txt: its metadata cannot be stored"):
        project.add(Article("A whole text.", source="wire.txt", meta={"a": [{"b": "\udc00"}]}))


def test_sentences_can_be_labelled_while_going_through_them_and_others_write(project):
    with Project(project.path, "bo") as bo:
        for sentence in project.sentences():
            bo.skip(sentence)
            project.label(sentence, "claim")
        for row in project.articles():
            bo.add(f"{row.id} is an id.")
            project.add(f"{row.id} is my id.") if row.n <= 3 else None
    assert project.progress().labelled == 8


# -- saying something -----------------------------------------------------------------------------------------


def test_a_decision_replaces_the_one_before(project, sentence):
    event = project.label(sentence, "quote", "claim", seconds=1.5, suggested=("quote", 0.5))
    mark = project.annotation(sentence)
    assert mark == Annotation(
        "labelled", ("claim", "quote"), event.at, 1.5, "quote", 0.5, codebook=event.codebook, event=event.id
    )
    assert mark == project.annotation(sentence.id) == project.annotation(sentence, "ana")
    assert project.annotation(sentence, "bo") == Annotation()
    project.skip(sentence)
    assert (project.annotation(sentence).status, project.annotation(sentence).labels) == ("skipped", ())
    project.clear(sentence)
    assert project.annotation(sentence) == Annotation()
    assert (project.undo(), project.undo(), project.redo()) == (True, True, True)
    assert project.annotation(sentence).status == "skipped"


def test_flags_and_notes_outlive_decisions(project, sentence):
    project.flag(sentence, reason="odd")
    project.note(sentence, "Why?")
    project.label(sentence, "claim")
    project.clear(sentence)
    assert project.annotation(sentence) == Annotation(flagged=True, flag_reason="odd", note="Why?")
    project.flag(sentence, on=False)
    project.note(sentence, "")
    assert project.annotation(sentence) == Annotation()
    assert project.progress().noted == 0


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ((), "No label was given. To decide without a label, use skip."),
        (("clam",), "The codebook has no label “clam”. It has: claim, quote, fact, opinion."),
        (("claim", "clam"), "The codebook has no label “clam”. It has: claim, quote, fact, opinion."),
        (
            ("claim", "fact", "opinion"),
            "“fact” and “opinion” exclude each other in this codebook. Give one of them.",
        ),
    ],
)
def test_labels_that_cannot_be_given_are_named(project, sentence, names, message):
    with pytest.raises(UsageError) as refused:
        project.label(sentence, *names)
    assert str(refused.value) == message
    assert project.annotation(sentence) == Annotation()


def test_one_label_given_twice_is_given_once(project, sentence):
    project.label(sentence, "claim", "claim")
    assert project.annotation(sentence).labels == ("claim",)


def test_a_codebook_of_one_choice_takes_one_label(project, sentence):
    labels = tuple(replace(label, group=None) for label in SCHEME.labels)
    use_codebook(project, replace(SCHEME, labels=labels, choose="one"))
    with pytest.raises(UsageError, match="“claim” and “quote” exclude each other"):
        project.label(sentence, "claim", "quote")


def test_a_retired_label_cannot_be_given(project, sentence):
    project.label(sentence, "claim")
    labels = [replace(each, retired=True, key=None) if each.id == "claim" else each for each in SCHEME.labels]
    use_codebook(project, replace(SCHEME, labels=tuple(labels)))
    assert project.annotation(sentence).labels == ("claim",)
    with pytest.raises(UsageError, match="The codebook has no label “claim”"):
        project.label(sentence, "claim")


@pytest.mark.parametrize("score", [-0.1, 1.1, nan, inf])
def test_a_score_is_between_0_and_1(project, sentence, score):
    with pytest.raises(UsageError, match="between 0 and 1"):
        project.label(sentence, "claim", suggested=("quote", score))


@pytest.mark.parametrize("seconds", [-1, nan, inf])
def test_seconds_are_a_duration(project, sentence, seconds):
    with pytest.raises(UsageError, match="is no number of seconds"):
        project.skip(sentence, seconds=seconds)


@pytest.mark.parametrize(
    "id", ["", "x", "x:", "x:1", "x:1-", "x:-1-2", "x:²-³", "x:1-2-3", "x:1-2\n", f"x:1-{'9' * 5000}"]
)
def test_what_is_no_sentence_id_is_said_to_be_none(project, id):
    for verb in (project.skip, project.clear, project.annotation, project.flag):
        with pytest.raises(UsageError, match="is no sentence id"):
            verb(id)


def test_unknown_articles_and_sentences_are_named(project, sentence):
    with pytest.raises(UsageError) as refused:
        project.skip("0123456789abcdef0123:1-2")
    assert str(refused.value) == f"{project.path}: there is no article 0123456789abcdef0123."
    for verb in (project.skip, project.annotation):
        with pytest.raises(UsageError) as refused:
            verb(f"{sentence.article}:1-2")
        assert str(refused.value) == f"{project.path}: article {sentence.article} has no sentence at 1-2."
    with pytest.raises(UsageError, match="there is no article unknown"):
        list(project.sentences("unknown"))


def test_half_a_character_in_a_note_is_refused_by_its_place(project, sentence):
    with pytest.raises(UsageError, match=r"This note cannot be stored: character 2 is half a character"):
        project.note(sentence, "a\ud83d")
    with pytest.raises(UsageError, match=r"This flag cannot be stored: character 1 is half a character"):
        project.flag(sentence, reason="\udfff")
    assert project.annotation(sentence) == Annotation()


@pytest.mark.parametrize("annotator", ["", "  ", "an\udce9"])
def test_nobody_is_no_annotator(tmp_path, annotator):
    with pytest.raises(UsageError, match="is no name for an annotator"):
        Project(tmp_path / "news.db", annotator)
    assert not list(tmp_path.iterdir())


# -- the codebook ---------------------------------------------------------------------------------------------


def test_a_change_planned_for_another_codebook_is_refused(project):
    with Project(project.path, "lead") as lead:
        labels = SCHEME.labels
        mine = project.plan_codebook(replace(SCHEME, labels=labels[:2]))
        theirs = lead.plan_codebook(replace(SCHEME, labels=labels[1:]))
        lead.change_codebook(theirs)
        with pytest.raises(CodebookError, match=r"has been changed meanwhile\. Plan the change again\."):
            project.change_codebook(mine)
        assert project.codebook == lead.codebook
        assert project.codebook_version == 3
        assert [label.name for label in project.plan_codebook(SCHEME).codebook.labels] == [
            "claim",
            "quote",
            "fact",
            "opinion",
        ]


def test_a_decision_says_under_which_codebook_it_was_made(project, sentence):
    project.label(sentence, "claim")
    use_codebook(project, replace(SCHEME, guidelines="Take the narrower one."))
    other = list(project.sentences())[1]
    project.label(other, "claim")
    numbers = codebooks.numbers(project.connection)
    under = [numbers[project.annotation(each).codebook] for each in (sentence, other)]
    assert under == [2, 3]


def test_progress_counts_what_stands(project):
    first, second, third, *_ = project.sentences()
    project.label(first, "claim")
    project.label(first, "quote")
    project.skip(second)
    project.flag(third)
    project.note(third, "Why?")
    found = project.progress()
    assert (found.sentences, found.labelled, found.skipped, found.flagged, found.noted) == (8, 1, 1, 1, 1)
    assert (found.decided, found.undecided) == (2, 6)
    assert project.annotators() == ["ana"]
    assert project.progress("bo").undecided == 8
    while project.undo():
        pass
    assert project.annotators() == []
