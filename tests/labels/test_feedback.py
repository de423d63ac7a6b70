"""Feedback: what an annotator said beside what was settled, as far as it was opened to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest

from labels.errors import NotOpenError, UsageError
from labels.feedback_wording import definitions, feedback_data, opened_in_words, summary_in_words
from labels.journal.event import GOLD, Act
from labels.project import Project
from labels.projections.check import check
from labels.review.rules import parse_rule, plan, settle
from labels.review.settling import settlement
from labels.values.feedback import Feedback
from labels.values.review import ReviewUnit
from tests.labels.review.reviewed import make_answered

#: What everybody says of the eight sentences; Ana has yet to decide the last one.
SAID = {
    "ana": ("claim", "claim", "fact", "quote", "claim", "claim", "claim", None),
    "ben": ("claim", "quote", "fact", "claim", "claim", "quote", "claim", "quote"),
    "cem": ("claim", "quote", "fact", "claim", "claim", "quote", "fact", "claim"),
}


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """A project of three annotators that lea leads."""
    with make_answered(tmp_path / "news.db", SAID) as project:
        yield project


def unit(lead: Project, number: int) -> tuple[int, int, int]:
    """The unit of a sentence, counted over all of them."""
    sentence = list(lead.sentences())[number]
    return lead.number_of(sentence.article) or 0, sentence.start, sentence.end


def settle_row(lead: Project, number: int, answer: str, reason: str = "") -> None:
    """Settle a sentence as somebody does who sees all that was said of it."""
    n, *span = unit(lead, number)
    seen = lead.gold.units(n).get((span[0], span[1]), ReviewUnit())
    lead.journal.record([settlement(n, (span[0], span[1]), seen, (answer,), reason=reason)])


def facts(feedback: Feedback) -> list[tuple[object, ...]]:
    return [astuple(each) for each in feedback.answers]


def as_ana(lead: Project) -> Feedback:
    with Project(lead.path, "ana") as ana:
        return ana.feedback.of()


def test_it_is_closed_until_a_lead_opens_it(lead: Project) -> None:
    settle_row(lead, 1, "quote", "a voice speaks")
    with Project(lead.path, "ana") as ana:
        with pytest.raises(NotOpenError, match="not open to you"):
            ana.feedback.of()
        with pytest.raises(UsageError, match="only a lead"):
            ana.feedback.open("ana")
        assert lead.feedback.open("ana") == ["ana"]
        (found,) = ana.feedback.of().differences()
        assert (found.said, found.settled, found.reason) == (("claim",), ("quote",), "a voice speaks")
        assert lead.feedback.close("ana", "ben") == ["ana"]
        with pytest.raises(NotOpenError):
            ana.feedback.of("ana")
        with pytest.raises(UsageError, match="only leads read what “ben” said"):
            ana.feedback.of("ben")
    assert check(lead.path).problems == []


def test_what_is_settled_changed_noted_or_undone_later_stays_closed(lead: Project) -> None:
    settle_row(lead, 1, "quote", "a voice speaks")
    settle_row(lead, 3, "claim")
    lead.feedback.open("ana")
    before = facts(as_ana(lead))
    assert len(before) == 2
    settle_row(lead, 5, "quote")
    settle_row(lead, 1, "fact", "on second thoughts")
    assert facts(as_ana(lead)) == before
    lead.journal.record([Act("note", *unit(lead, 3), {"text": "see the minutes"}, GOLD)])
    assert facts(as_ana(lead)) == before
    lead.journal.record([Act("clear", *unit(lead, 3), {"saw": []}, GOLD)])
    assert facts(as_ana(lead)) == before
    for _ in range(9):
        lead.journal.undo(review=True)
    assert lead.feedback.of("ana").answers == ()
    assert facts(as_ana(lead)) == before
    lead.feedback.open("ana")
    assert facts(as_ana(lead)) == []


def test_it_follows_the_sentences_and_the_annotator(lead: Project) -> None:
    settle_row(lead, 1, "quote")
    lead.feedback.open("ana")
    settle_row(lead, 0, "fact")
    second = list(lead.sentences())[1]
    lead.split(second, second.start + second.text.index("he said"))
    with Project(lead.path, "ana") as ana:
        assert ana.feedback.of().answers == ()  # carried decisions are no votes
        parts = list(ana.sentences())[1:3]
        ana.label(parts[0], "quote")
        ana.label(parts[1], "fact")
        found = ana.feedback.of()
        assert [(each.said, each.settled) for each in found.answers] == [
            (("quote",), ("quote",)),
            (("fact",), ("quote",)),
        ]
        ana.clear(parts[1])
        assert ana.feedback.of().like == len(ana.feedback.of().answers) == 1


def test_what_somebody_has_yet_to_decide_is_not_in_it(lead: Project) -> None:
    settle_row(lead, 7, "quote")
    lead.feedback.open("ana")
    assert as_ana(lead).answers == ()
    assert summary_in_words(as_ana(lead)) == "Nothing is settled yet of what was decided here."


def test_figures_order_and_what_to_read_again(lead: Project) -> None:
    for row, answer in ((0, "claim"), (2, "fact"), (3, "claim"), (1, "quote"), (5, "quote"), (6, "fact")):
        settle_row(lead, row, answer)
    lead.feedback.open("ana")
    found = as_ana(lead)
    assert (len(found.answers), found.like) == (6, 2)
    assert summary_in_words(found) == "6 sentences settled, 2 of them (33%) as decided; 4 differ."
    assert [(each.label, each.settled, each.like) for each in found.by_label()] == [
        ("claim", 2, 1), ("fact", 2, 1), ("quote", 2, 0),
    ]  # fmt: skip
    assert found.confusion[("claim",), ("quote",)] == 2
    assert found.to_read_again() == {"claim": 4, "quote": 3, "fact": 1}
    assert [each.settled[0] for each in found.differences()] == ["quote", "quote", "fact", "claim"]
    assert [each.settled[0] for each in found.differences("newest")] == ["fact", "quote", "quote", "claim"]


def test_leads_read_everybodys_and_how_much_is_open(lead: Project) -> None:
    settle_row(lead, 1, "quote")
    assert "It is not open to ana" in opened_in_words(lead.feedback.of("ana"))
    assert lead.feedback.open_all() == ["ana", "ben", "cem"]
    settle_row(lead, 3, "claim")
    every = {each.annotator: (len(each.answers), each.like, each.later) for each in lead.feedback.everybody()}
    assert every == {"ana": (2, 0, 1), "ben": (2, 2, 1), "cem": (2, 2, 1)}
    assert "1 sentence settled or changed since then is not." in opened_in_words(lead.feedback.of("ana"))
    with pytest.raises(UsageError, match="there is no annotator “zoe”"):
        lead.feedback.of("zoe")


def test_nothing_tells_how_it_was_settled_or_who_said_what(lead: Project) -> None:
    """A rule that needs everybody, or most, would tell what the others said."""
    settle(lead.reader, lead.journal, plan(parse_rule("majority"), lead.gold.every_unit()))
    lead.feedback.open("ana")
    with Project(lead.path, "ana") as ana:
        data = str(feedback_data(ana.feedback.of(), ana.codebook, ana.reader, "confused"))
    assert "quote" in data
    assert not any(word in data for word in ("majority", "ben", "cem", "lea", "saw", "later"))


def test_merged_labels_are_one_and_the_codebooks_lines_are_told(lead: Project) -> None:
    settle_row(lead, 1, "quote")
    (found,) = lead.feedback.of("ana").differences()
    assert definitions(found, lead.codebook) == []
    told = feedback_data(lead.feedback.of("ana"), lead.codebook, lead.reader, "newest", 0)
    assert (told["differ"], told["differences"], told["settled_since_opened"]) == (1, [], 1)
    assert told["confusion"] == [{"said": "claim", "settled": "quote", "sentences": 1}]


def test_two_keys_of_one_person_are_one(lead: Project, tmp_path: Path) -> None:
    settle_row(lead, 1, "quote")
    lead.feedback.open("ana")
    before = facts(as_ana(lead))
    lead.team.same("ana", "cem")
    assert [each[:3] for each in facts(as_ana(lead))] == [each[:3] for each in before]


def test_a_pack_holds_what_is_open_and_nothing_else_that_was_settled(lead: Project, tmp_path: Path) -> None:
    settle_row(lead, 1, "quote", "a voice speaks")
    settle_row(lead, 7, "quote")
    lead.pack("ana", tmp_path / "closed.copydesk")
    lead.feedback.open("ana")
    settle_row(lead, 3, "claim")
    lead.returning.send_back("ana", "bridge", "who says so?")
    lead.returning.send_back("ben", "bridge", "for ben alone")
    lead.feedback.open("ben")
    lead.pack("ana", tmp_path / "ana.copydesk")
    with Project.open(tmp_path / "closed.copydesk") as pack:
        assert gold_in(pack) == 0
    with Project.open(tmp_path / "ana.copydesk") as pack:
        assert gold_in(pack) == 1
        assert [(each.said, each.settled, each.reason) for each in pack.feedback.of().answers] == [
            (("claim",), ("quote",), "a voice speaks")
        ]
        assert [each.why for each in pack.returning.sent_back()] == ["who says so?"]
        assert "ben alone" not in str(list(pack.connection.execute("SELECT payload FROM journal")))
        pack.label(next(iter(pack.sentences())), "fact")
    digest = lead.digest()
    assert len(lead.returning.sent_back("ana")) == 1
    lead.merge(tmp_path / "ana.copydesk")
    assert lead.digest() != digest and lead.returning.sent_back("ana") == []
    assert check(lead.path).problems == check(tmp_path / "ana.copydesk").problems == []


def test_what_no_lead_settled_is_in_no_pack(lead: Project, tmp_path: Path) -> None:
    """It has no effect, and would tell what its author thinks."""
    n, start, end = next((1, cut.start, cut.end) for cut in lead.reader.cuts_of(1))
    with Project(lead.path, "ben") as ben:
        ben.journal.record([Act("label", n, start, end, {"labels": ["quote"], "saw": []}, GOLD)])
    lead.feedback.open("ana")
    lead.pack("ana", tmp_path / "ana.copydesk")
    with Project.open(tmp_path / "ana.copydesk") as pack:
        assert gold_in(pack) == 0


def gold_in(project: Project) -> int:
    (count,) = project.connection.execute("SELECT count(*) FROM journal WHERE layer = 1").fetchone()
    return int(count)
