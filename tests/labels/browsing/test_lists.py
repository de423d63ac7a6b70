"""Which articles and sentences are listed, and in which order."""

from datetime import UTC, datetime

import pytest

from labels.browsing.articles import ARTICLE_SORTS, ArticleSearch, find_articles
from labels.browsing.queries import all_numbers, listed_articles, newest_change
from labels.browsing.sentences import SENTENCE_SORTS, SentenceLines, SentenceSearch, find_sentences
from labels.journal.event import GOLD, Act
from labels.project import Project
from labels.query import QueryError
from labels.sqlite.connection import connect
from labels.values.progress import UNWATCHED, Progress

TITLES = ("Bridge closed", "Äpfel and pears", "A short one")


@pytest.fixture
def named(tmp_path, clock):
    """A project of three articles with titles, one of them from a source."""
    from labels.article import Article
    from tests.labels.making import TEXTS, make_project

    with make_project(tmp_path / "named.db", clock=clock, texts=()) as project:
        for title, text in zip(TITLES, TEXTS, strict=True):
            project.add(Article(text, title=title, source="harbour.txt" if title == "A short one" else None))
        yield project


def numbers(project, text="", **how):
    return [
        n
        for part in find_articles(project.connection, project.codebook, ArticleSearch("ana", text, **how))
        for n in part
    ]


def found(project, text="", progress=UNWATCHED, **how):
    with_connection = connect(project.path, write=False)
    try:
        parts = find_sentences(with_connection, project.codebook, SentenceSearch("ana", text, **how), progress)
        return [hit for part in parts for hit in part]
    finally:
        with_connection.close()


def sentences(project):
    return [sentence for row in project.articles() for sentence in project.sentences(row.id)]


def test_without_a_query_all_are_listed_as_imported(named):
    assert numbers(named) == [1, 2, 3]
    assert isinstance(all_numbers(named.connection), range)
    assert numbers(named, descending=True) == [3, 2, 1]


def test_an_empty_project_lists_nothing(tmp_path, clock):
    from tests.labels.making import make_project

    with make_project(tmp_path / "empty.db", clock=clock, texts=()) as project:
        assert [numbers(project, sort=sort) for sort in ARTICLE_SORTS] == [[]] * len(ARTICLE_SORTS)
        assert found(project) == []


def test_plain_words_look_in_titles_and_sources_whatever_case_and_accents(named):
    assert numbers(named, "BRIDGE") == [1]
    assert numbers(named, "apfel pears") == [2]
    assert numbers(named, "harbour") == [3]
    assert numbers(named, "nobody") == []


def test_anything_else_is_a_query_and_lists_articles_that_hold_such_a_sentence(named):
    assert numbers(named, '"nobody"') == [1, 3]
    named.label(sentences(named)[0], "claim")
    assert numbers(named, "label:claim") == [1]
    assert numbers(named, "/saw/ or label:claim") == [1, 3]
    with pytest.raises(QueryError):
        numbers(named, "label:nonsense")


def test_articles_are_sorted_by_what_stands_in_their_lines(named):
    every = sentences(named)
    for sentence in [*every[:1], *every[4:5], *every[5:7]]:  # 1 of 4, 1 of 1, 2 of 3; the last is the newest
        named.label(sentence, "claim")
    assert numbers(named, sort="title") == [3, 1, 2]
    assert numbers(named, sort="progress") == [1, 3, 2]
    assert numbers(named, sort="length") == [2, 3, 1]
    assert numbers(named, sort="touched", descending=True) == [3, 2, 1]
    named.clear(every[4])
    assert numbers(named, sort="touched") == [1, 3, 2], "what nobody decided on comes last either way"
    assert numbers(named, '"nobody" or "short"', sort="length", descending=True) == [1, 3, 2]


def test_a_line_says_how_far_an_article_is_and_what_was_given(named):
    every = sentences(named)
    named.label(every[0], "claim")
    named.label(every[1], "claim", "fact")
    named.skip(every[2])
    named.flag(every[3])
    (first, second) = listed_articles(named.connection, "ana", [1, 2])
    assert (first.title, first.sentences, first.decided, first.flagged) == ("Bridge closed", 4, 3, 1)
    assert first.labels == (("claim", 2), ("fact", 1))
    assert first.touched == named.annotation(every[2]).decided_at
    assert (second.decided, second.labels, second.touched) == (0, (), None)
    assert listed_articles(named.connection, "ben", [1])[0].decided == 0


def test_sentences_come_by_place_and_backwards(named):
    every = [(row.n, s.start, s.end) for row in named.articles() for s in named.sentences(row.id)]
    assert found(named) == every
    assert found(named, descending=True) == every[::-1]
    assert found(named, "nobody") == [every[2], every[6]]


def test_sentences_are_sorted_by_decision_seconds_and_length(named):
    every = sentences(named)
    for row, seconds in ((5, 2.0), (0, 9.0), (3, 0.5)):
        named.label(every[row], "claim", seconds=seconds)
    decided = [every[row].start for row in (5, 0, 3)]
    assert [hit.start for hit in found(named, sort="newest")][:3] == decided
    assert [hit.start for hit in found(named, sort="newest", descending=True)][:3] == decided[::-1]
    by_seconds = [hit.start for hit in found(named, "is:labelled", sort="seconds")]
    assert by_seconds == [every[row].start for row in (3, 5, 0)]
    lengths = [hit.end - hit.start for hit in found(named, sort="length", descending=True)]
    assert lengths == sorted(lengths, reverse=True)
    assert all(sorted(found(named, sort=sort)) == sorted(found(named)) for sort in SENTENCE_SORTS)


def test_sorting_writes_nothing_into_the_project(named):
    before = named.data_version()
    found(named, sort="newest")
    found(named, sort="length")
    assert named.data_version() == before


def test_a_search_that_is_stopped_just_ends(named):
    assert found(named, sort="length", progress=Progress(cancelled=lambda: True)) == []
    assert found(named, progress=Progress(cancelled=lambda: True)) == []


def test_a_line_shows_the_sentence_as_it_is_now(named):
    lines = SentenceLines(named.connection, "ana")
    (hit,) = found(named, "short")
    assert lines.line(hit).text == "A short one."
    assert lines.title(hit.article) == "Äpfel and pears"
    named.skip(f"{list(named.articles())[1].id}:{hit.start}-{hit.end}")
    assert lines.line(hit).annotation.status == "skipped"


def test_labels_that_were_merged_are_counted_as_one(named):
    every = sentences(named)
    named.label(every[0], "quote", "fact")
    named.label(every[1], "quote")
    named.label(every[2], "claim")
    assert listed_articles(named.connection, "ana", [1])[0].labels == (("quote", 2), ("claim", 1), ("fact", 1))
    named.connection.execute("INSERT INTO label_same VALUES ('quote', 'fact')")
    assert listed_articles(named.connection, "ana", [1])[0].labels == (("fact", 2), ("claim", 1))


def test_lists_are_those_of_whom_somebody_turned_out_to_be(named):
    with Project(named.path, "ben") as ben:
        ben.label(sentences(named)[0], "claim", seconds=3)
    named.connection.execute("INSERT INTO person (key) VALUES ('benny~1')")
    named.connection.execute(
        "INSERT INTO team SELECT n, 'benny', NULL, 'annotator', NULL, (SELECT person FROM team WHERE shown = 'ben')"
        " FROM person WHERE key = 'benny~1'"
    )
    (line,) = listed_articles(named.connection, "benny", [1])
    assert (line.decided, line.labels) == (1, (("claim", 1),))
    (first, *_) = found(named)
    assert SentenceLines(named.connection, "benny").line(first).annotation.status == "labelled"


def test_what_arrives_is_noticed_whatever_the_clocks_say(named):
    before = newest_change(named.connection)
    with Project(named.path, "ben", clock=lambda: datetime(1999, 1, 1, tzinfo=UTC)) as ben:
        ben.flag(sentences(named)[0])
    after = newest_change(named.connection)
    named.add("And one more.")
    assert before < after < newest_change(named.connection)


def test_what_is_said_of_whole_articles_or_settled_is_not_listed(named):
    sentence = sentences(named)[0]
    unit = (1, sentence.start, sentence.end)
    named.journal.record([Act("label", 1, payload={"labels": ["claim"], "seconds": 1})])
    named.journal.record([Act("label", *unit, payload={"labels": ["claim"], "seconds": 1}, layer=GOLD)])
    (line,) = listed_articles(named.connection, "ana", [1])
    assert (line.decided, line.labels, line.touched) == (0, (), None)
    assert numbers(named, sort="touched") == [1, 2, 3]
    (first, *_) = found(named, sort="seconds")
    assert SentenceLines(named.connection, "ana").line(first).annotation.status == "undecided"
    assert [hit.start for hit in found(named, sort="newest")] == [hit.start for hit in found(named)]
