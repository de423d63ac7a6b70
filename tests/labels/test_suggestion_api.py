"""Suggestions in a project: on and off, at work beside the journal, the report, and what comes back from files."""

from __future__ import annotations

import json

import pytest

from labels.desk import Desk
from labels.errors import UsageError
from labels.exporting.records import records, select
from labels.formats.description.card import card_text
from labels.formats.writer_registry import writer_named
from labels.importing.pipeline import import_articles
from labels.journal.event import Act
from labels.journal.suggestions import Run, Suggestion, keep_suggestions
from labels.project import Project
from labels.query import Search, parse_query
from labels.statistics.estimates.question import Question
from labels.suggest.online import OnlineSuggester
from labels.suggest.policy import is_blind
from labels.team.likely_order import is_in_random_part, random_part
from labels.values.progress import UNWATCHED
from tests.labels.making import SCHEME, Clock, make_project, use_codebook

#: What a decision says of suggestions, in every way there is; the label of each decision is "claim".
PAYLOADS = (
    {
        "suggestion": {"run": "m-1", "label": "claim", "score": 0.9, "mode": "suggest", "accepted": True},
        "p_given": 0.9,
        "p_other": 0.05,
        "other": ["quote"],
        "shown": {"order": "sample pilot", "probability": 0.25},
    },
    {
        "suggestion": {
            "run": "m-1", "label": "quote", "score": 0.6, "mode": "suggest", "accepted": False,
            "marked": [["quote"], ["claim"]],
        },
        "p_given": 0.3, "p_other": 0.6, "other": ["quote"], "shown": {"order": "shuffled (seed 7)"},
    },
    {
        "withheld": {"run": "m-1", "label": "fact", "labels": ["fact", "quote"], "score": 0.8, "mode": "suggest",
                     "accepted": False},
        "p_given": 0.1, "p_other": 0.8, "other": ["fact", "quote"], "shown": {"order": "as imported"},
    },
    {
        "suggestion": {"run": "m-1", "label": "fact", "score": 0.95, "mode": "second look", "accepted": False},
        "p_given": 0.01, "p_other": 0.95, "other": ["fact"],
    },
)  # fmt: skip


def decide(project: Project, payloads=PAYLOADS) -> list[str]:
    """Decisions with these payloads on the first sentences; their ids."""
    sentences = list(project.sentences())[: len(payloads)]
    for sentence, payload in zip(sentences, payloads, strict=True):
        n = project.number_of(sentence.article)
        project.journal.record([Act("label", n, sentence.start, sentence.end, {"labels": ["claim"], **payload})])
    return [each.id for each in sentences]


def test_suggestions_are_off_until_somebody_turns_them_on(project):
    found = project.suggestions
    assert found.mode == "off"
    assert not found.advisor().is_on
    assert found.advisor().look(1, (0, 21)) is None
    found.set_mode("suggest")
    assert found.mode == "suggest"
    with Project(project.path, "ben") as other:
        assert other.suggestions.mode == "off"
        other.suggestions.set_mode("second look", "everybody")
        assert other.suggestions.mode == "second look"
    assert found.mode == "suggest"
    found.set_mode("off", "everybody")
    assert found.mode == "off"
    with pytest.raises(UsageError, match="turned off for everybody"):
        found.set_mode("suggest")
    with pytest.raises(UsageError, match="no mode “loud”"):
        found.set_mode("loud")


def test_once_there_is_a_lead_only_leads_turn_them_on_for_everybody(project):
    project.team.make_lead("lea")
    with pytest.raises(UsageError, match="only a lead"):
        project.suggestions.set_mode("suggest", "everybody")
    project.suggestions.set_mode("suggest")
    assert project.suggestions.mode == "suggest"


def test_what_can_suggest_is_our_own_model_and_the_runs_of_files(project):
    own = OnlineSuggester.name
    rows = [Suggestion(1, 0, 21, "quote", 0.75)]
    with project.journal.sitting.transaction():
        keep_suggestions(project.connection, Run(b"\x01" * 32, "old tool"), rows, "2026-01-01T00:00:00.000+00:00")
        keep_suggestions(
            project.connection, Run(b"\x02" * 32, "Dawid & Skene, weight 1"), rows, "2026-01-02T00:00:00.000+00:00"
        )
    found = project.suggestions
    assert found.suggesters() == [own, "old tool"]
    assert found.suggester == own
    found.choose_suggester("old tool")
    assert found.suggester == "old tool"
    with pytest.raises(UsageError, match="no suggester “new tool”"):
        found.choose_suggester("new tool")
    found.set_mode("suggest")
    advisor = found.advisor()
    assert advisor.look(1, (0, 21)).why_silent == "learning from what was decided before"
    while advisor.work():
        pass
    shown = advisor.look(1, (0, 21))
    assert shown.prediction.ranked[0] == (("quote",), 0.75)
    assert shown.why_silent.startswith("suggestions begin after ")
    assert advisor.look(1, (0, 3)) is None


def test_at_work_each_decision_is_heard_and_undo_is_learnt_anew(project):
    project.suggestions.set_mode("suggest")
    advisor = project.suggestions.advisor()
    while advisor.work():
        pass
    sentences = list(project.sentences())
    for sentence in sentences[:6]:
        n, span = project.number_of(sentence.article), (sentence.start, sentence.end)
        shown = advisor.look(n, span)
        payload = advisor.payload(shown, ("claim",))
        assert payload["shown"] == {"order": "as imported"}
        (event,) = project.journal.record([Act("label", n, *span, {"labels": ["claim"], **payload})])
        advisor.heard(event)
        advisor.work(1.0)
    sentence = sentences[6]
    seen = advisor.look(project.number_of(sentence.article), (sentence.start, sentence.end))
    assert [each for each, _ in seen.prediction.ranked] == [("claim",)]
    project.undo()
    advisor.mark_stale()
    while advisor.work():
        pass
    fresh = project.suggestions.advisor()
    while fresh.work():
        pass
    assert fresh._learner.record.labels == advisor._learner.record.labels == {"claim": 5}


def test_in_a_round_nobody_is_shown_anything_and_its_probability_is_kept(project):
    from labels.team.sample import Size

    sample = project.team.sample(Size(articles=1), name="pilot", round=True)
    project.suggestions.set_mode("suggest")
    advisor = project.suggestions.advisor()
    while advisor.work():
        pass
    sentence = next(each for each in project.sentences() if each.article in sample.articles)
    shown = advisor.look(project.number_of(sentence.article), (sentence.start, sentence.end))
    assert shown.occasion.is_alone
    assert (shown.occasion.order, shown.occasion.probability) == ("round pilot", sample.probability)


@pytest.mark.parametrize("format", ["jsonl", "csv", "prodigy", "parquet", "archive"])
def test_what_was_shown_comes_back_from_a_file(project, tmp_path, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    decide(project)
    writer = writer_named(format)
    path = tmp_path / f"out{writer.suffix}"
    writer.write(select(project.view), path, UNWATCHED)
    with Project(tmp_path / "copy.db", "zoe", clock=Clock(), begin=format != "archive") as copy:
        if format != "archive":
            use_codebook(copy, SCHEME)
        assert import_articles(copy, [path]).refused == []
        went, came = (
            [{key: value for key, value in each.items() if key != "scheme_version"} for each in records(of.view)]
            for of in (project, copy)
        )
        assert went == came
        told = [json.loads(each) for (each,) in copy.connection.execute(
            "SELECT payload FROM journal WHERE kind = 'label' ORDER BY article, start"
        )]  # fmt: skip
        kept = [{key: each[key] for key in each if key not in ("labels", "origin", "version")} for each in told]
        assert kept == [dict(each) for each in PAYLOADS]


def test_records_say_in_names_what_the_journal_says_in_ids(project):
    decide(project)
    preselected, marked, withheld, second = records(project.view)
    assert (preselected["suggested_label"], preselected["suggested_labels"]) == ("claim", ["claim"])
    assert (preselected["suggestion_mode"], preselected["suggestion_accepted"]) == ("suggest", True)
    assert (preselected["shown_order"], preselected["shown_probability"]) == ("sample pilot", 0.25)
    assert marked["marked_labels"] == ["quote", "claim"]
    assert (withheld["suggested_label"], withheld["withheld_labels"]) == (None, ["fact", "quote"])
    assert (withheld["withheld_score"], withheld["other_labels"]) == (0.8, ["fact", "quote"])
    assert (second["suggestion_mode"], second["p_given"], second["p_other"]) == ("second look", 0.01, 0.95)


def test_a_part_of_a_split_sentence_says_nothing_of_what_was_shown_for_the_whole(project):
    (first, *_) = decide(project)
    project.split(first, 4)
    part = next(iter(records(project.view)))
    assert (part["suggested_label"], part["suggestion_mode"], part["p_given"]) == ("claim", None, None)


def test_likely_mistakes_come_with_the_better_label_the_most_doubtful_first(project):
    ids = decide(project)
    found = project.suggestions.doubts()
    assert [(each.sentence, each.given, each.better) for each in found] == [
        (ids[3], ("claim",), ("fact",)),
        (ids[2], ("claim",), ("fact", "quote")),
        (ids[1], ("claim",), ("quote",)),
    ]
    assert [each.by for each in found] == sorted((each.by for each in found), reverse=True)
    hits = list(project.searcher.hits(Search(parse_query("is:doubtful"), "ana")))
    assert [hit.start for hit in hits] == [int(id.partition(":")[2].split("-")[0]) for id in ids[1:]]
    assert len(list(project.searcher.hits(Search(parse_query("is:decided -is:doubtful"), "ana")))) == 1
    from labels.browsing.sentences import SentenceSearch, find_sentences

    parts = find_sentences(project.connection, project.codebook, SentenceSearch("ana", "is:decided", "doubt", True))
    starts = [hit.start for part in parts for hit in part]
    assert starts == [int(id.partition(":")[2].split("-")[0]) for id in (ids[3], ids[2], ids[1], ids[0])]


def test_the_report_is_of_what_one_may_read(project):
    decide(project)
    with Project(project.path, "ben", clock=Clock()) as ben:
        ben.label(next(iter(ben.sentences())), "quote")
        assert set(ben.suggestions.report()) == {"", "ana", "ben"}
        assert ben.suggestions.report()[""].decisions == 5
        project.team.make_lead("lea")
        assert set(ben.suggestions.report()) == {"", "ben"}
        assert ben.suggestions.doubts() == []


def test_a_model_spoke_only_where_a_decision_in_force_says_so(project):
    assert project.reader.had_suggestions(["ana", "ben", "nobody"]) == []
    (first,) = decide(project, PAYLOADS[:1])
    with Project(project.path, "ben") as other:
        other.label(first, "claim")
        assert other.reader.had_suggestions(["ben", "ana", "nobody"]) == ["ana"]
    project.label(first, "quote")  # decided again, with no model at work
    assert project.reader.had_suggestions(["ana", "ben"]) == []


def test_the_card_tells_of_suggestions_where_there_were_any(project):
    assert "## Suggestions" not in card_text(select(project.view))
    ids = decide(project)
    text = card_text(select(project.view))
    assert "## Suggestions" in text
    assert "| needed only Enter | 25.0% | 1 of 4 |" in text
    blind = sum(map(is_blind, ids))
    assert text.count("| right on blind sentences |") == 1
    assert blind <= 4


def many_articles(path, *, decided: int = 30) -> Project:
    """Articles of which every tenth is full of claims; so many of them are decided."""
    project = make_project(path, texts=())
    for number in range(60):
        said = "Surely this is a mistake" if number % 10 == 3 else "The ferry sails at noon"
        project.add(f"{said}, number {number}. {said} again, {number}. They counted {number} ships.")
    for sentence in list(project.sentences())[: 3 * decided]:
        project.label(sentence, "claim" if sentence.text.startswith("Surely") else "fact")
    return project


def test_what_is_likely_comes_first_and_its_probability_is_written(tmp_path):
    with many_articles(tmp_path / "many.db") as project:
        words = project.suggestions.work_on_likely("claim", 5)
        order = project.work_order()
        assert words == order.in_words() == "likely to hold claim (seed 5)"
        numbers = [order.neighbour(0, 1)]
        while (after := order.neighbour(numbers[-1], 1)) is not None:
            numbers.append(after)
        assert sorted(numbers) == list(range(1, 61))
        ids = {n: project.reader.article(n).id for n in numbers}
        rich = [n for n in range(31, 61) if (n - 1) % 10 == 3 and not is_in_random_part(ids[n])]
        poor = [n for n in range(31, 61) if (n - 1) % 10 != 3 and not is_in_random_part(ids[n])]
        place = {n: numbers.index(n) for n in numbers}
        assert sum(place[n] for n in rich) / len(rich) < sum(place[n] for n in poor) / len(poor) - 5
        assert all(0 < order.probability(n) <= 1 for n in numbers)
        desk = Desk(project)
        desk.open_article(rich[0])
        desk.label("claim")
        shown = project.reader.last_decision("ana").payload["shown"]
        assert shown == {"order": words, "probability": order.probability(rich[0])}


def test_an_order_by_a_model_is_refused_where_it_cannot_know(tmp_path):
    with many_articles(tmp_path / "many.db") as project:
        with pytest.raises(UsageError, match="before you have given it 3 times"):
            project.suggestions.work_on_likely("quote")
        with pytest.raises(UsageError, match="no label “nothing”"):
            project.suggestions.work_on_likely("nothing")
        with pytest.raises(UsageError, match="--likely LABEL"):
            project.work_order().choose("likely")
        assert "likely" not in project.work_order().orders()
        assert project.work_order().chosen() == ("imported", 0)


def test_the_random_part_of_an_order_by_a_model_is_a_sample_of_all(tmp_path):
    with many_articles(tmp_path / "many.db", decided=20) as project:
        project.suggestions.work_on_likely("claim", 5)
        part = random_part([project.reader.article(n).id for n in range(1, 61)], 5)
        with pytest.raises(UsageError, match="random part"):
            project.estimate(Question("label:claim", labels="ana"))
        last = max(place for place, id in enumerate(part) if project.number_of(id) <= 20)
        for sentence in list(project.sentences()):
            if sentence.article in part[: last + 2]:
                project.label(sentence, "fact")
        found = project.estimate(Question("label:claim", labels="ana"))
        assert "random part of the order by a model" in found.selection.in_words


def test_the_place_in_a_shuffled_order_is_written_with_its_probability(tmp_path):
    with many_articles(tmp_path / "many.db", decided=0) as project:
        project.work_order().choose("shuffled", 3)
        desk = Desk(project)
        desk.open_article(7)
        desk.label("claim")
        place = project.work_order().position(7)
        shown = project.reader.last_decision("ana").payload["shown"]
        assert shown == {"order": "shuffled (seed 3)", "probability": place / 60}
