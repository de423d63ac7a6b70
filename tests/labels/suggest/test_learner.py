"""The learner keeps in step with decisions; learnt anew, it is what the decisions in force make of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from labels.sentence import Cut
from labels.suggest.learner import Learner, Said
from labels.suggest.online import OnlineSuggester
from labels.suggest.suggester import predict
from labels.suggest.unit import ArticleUnits
from tests.labels.suggest.units import articles


@dataclass
class InMemory:
    """Articles, and the decisions in force."""

    texts: dict[int, ArticleUnits] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    read: int = 0

    def after(self, event: bytes, limit: int) -> Sequence[Said]:
        self.read += 1
        return [each for each in self.said if each.event > event][:limit]

    def units(self, article: int) -> ArticleUnits:
        return self.texts[article]

    def have_changed(self, known: Collection[bytes]) -> bool:
        return any(each.event not in known for each in self.said)


def world(count: int = 8) -> tuple[InMemory, list[Said]]:
    """Articles, and decisions on all of their sentences, none of them in force yet."""
    found, to_say = InMemory(), []
    for number, article in enumerate(articles(count)):
        text, cuts = "", []
        for at, (unit, labels) in enumerate(article):
            cuts.append(Cut(len(text), len(text) + len(unit.text), at // 3))
            to_say.append(Said(len(to_say).to_bytes(16, "big"), number, *cuts[-1][:2], labels))
            text += f"{unit.text} "
        found.texts[number] = ArticleUnits(f"{number:020}", text, cuts)
    return found, to_say[1:]  # the event zero is the beginning


def work(learner: Learner, said: Sequence[Said], decisions: InMemory) -> None:
    """Decide as at a desk: written, heard, learnt."""
    for each in said:
        decisions.said.append(each)
        learner.decided(each)
        learner.work(0.0)


def what_it_says(learner: Learner) -> list[object]:
    units = [learner.unit(said.article, (said.start, said.end)) for said in world()[1] if said.article == 3]
    return [predict(learner.suggester, unit) for unit in units if unit]


def test_what_is_decided_before_it_begins_is_learnt_a_slice_at_a_time():
    decisions, to_say = world()
    decisions.said = to_say
    learner = Learner(OnlineSuggester, decisions)
    assert learner.is_beginning
    slices = 0
    while learner.work(0.0):
        slices += 1
    assert slices >= len(to_say)
    assert learner.is_ready
    assert not learner.is_beginning
    assert learner.record.decisions == len(to_say)


def test_learning_as_one_goes_and_learning_anew_make_the_same():
    decisions, to_say = world()
    going = Learner(OnlineSuggester, decisions)
    going.finish()
    work(going, to_say, decisions)
    going.finish()
    anew = Learner(OnlineSuggester, decisions)
    anew.finish()
    assert what_it_says(going) == what_it_says(anew)
    going.mark_stale()
    going.finish()
    assert what_it_says(going) == what_it_says(anew)


def test_an_undone_decision_is_forgotten_and_the_old_model_speaks_meanwhile():
    decisions, to_say = world()
    learner = Learner(OnlineSuggester, decisions)
    learner.finish()
    work(learner, to_say, decisions)
    learner.finish()
    before = what_it_says(learner)
    del decisions.said[-9:]
    learner.mark_stale()
    assert not learner.is_ready
    assert what_it_says(learner) == before
    learner.work(0.0)
    assert not learner.is_beginning
    learner.finish()
    shorter = InMemory(decisions.texts, list(decisions.said))
    fresh = Learner(OnlineSuggester, shorter)
    fresh.finish()
    assert what_it_says(learner) == what_it_says(fresh)
    assert learner.record.decisions == len(decisions.said)


def test_decisions_made_while_it_learns_anew_are_learnt_once():
    decisions, to_say = world()
    learner = Learner(OnlineSuggester, decisions)
    learner.finish()
    work(learner, to_say[:25], decisions)
    learner.mark_stale()
    learner.work(0.0)
    work(learner, to_say[25:], decisions)
    learner.finish()
    assert learner.record.decisions == len(to_say)
    fresh = Learner(OnlineSuggester, decisions)
    fresh.finish()
    assert what_it_says(learner) == what_it_says(fresh)


def test_a_decision_in_place_of_another_makes_it_learn_anew():
    decisions, to_say = world()
    learner = Learner(OnlineSuggester, decisions)
    learner.finish()
    work(learner, to_say, decisions)
    old = decisions.said.pop(0)
    new = Said(b"\xff" * 16, old.article, old.start, old.end, ("end",))
    decisions.said.append(new)
    learner.decided(new, replaces=True)
    assert not learner.is_ready
    learner.finish()
    assert learner.record.decisions == len(to_say)


def test_the_next_sentence_sees_the_label_just_given_before_it_is_learnt():
    decisions, to_say = world()
    learner = Learner(OnlineSuggester, decisions)
    learner.finish()
    learner.decided(to_say[0])
    after = to_say[1]
    unit = learner.unit(after.article, (after.start, after.end))
    assert unit is not None
    assert unit.before == (to_say[0].labels, None)
    assert learner.unit(0, (7, 9)) is None


def test_a_skip_and_a_sentence_that_is_gone_do_no_harm():
    decisions, to_say = world(2)
    gone = Said(b"\x01" * 16, 0, 50, 60, ("goal",))
    decisions.said = [*to_say[:3], Said(to_say[3].event, 0, to_say[3].start, to_say[3].end, ()), gone]
    learner = Learner(OnlineSuggester, decisions)
    learner.finish()
    assert learner.record.decisions == 5
