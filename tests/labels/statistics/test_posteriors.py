"""The probabilities of whole answers: of one model, and of several that nobody knows to be independent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from labels.project import Project
from labels.statistics.posteriors import Posteriors
from tests.labels.making import Clock, make_project, use_codebook

#: What three people say of 8 sentences: ben is nearly always alone with what he says.
SAID = {
    "ana": ("claim", "quote", "claim", "fact", "claim", "quote", "claim", "fact"),
    "ben": ("quote", "quote", "fact", "claim", "claim", "fact", "quote", "claim"),
    "cem": ("claim", "quote", "claim", "fact", "claim", "quote", "claim", None),
}
ONE = Codebook(labels=tuple(Label(name, name, name[0]) for name in ("claim", "quote", "fact")))


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Project]:
    """They may give several labels; fact excludes opinion."""
    clock = Clock()
    with make_project(tmp_path / "news.db", "lea", clock) as project:
        for name, labels in SAID.items():
            with Project(project.path, name, clock=clock) as own:
                for sentence, label in zip(list(own.sentences()), labels, strict=True):
                    if label is not None:
                        own.label(sentence, label)
        yield project


def posteriors(project: Project) -> Posteriors:
    return project.agreement_reader.posteriors(project.codebook)


def test_with_one_label_they_are_those_of_the_model(three: Project) -> None:
    use_codebook(three, Codebook(labels=(*ONE.labels, Label("opinion", "opinion", "o"))))
    found, model = posteriors(three), three.agreement().model()["all labels"]
    assert len(found) == len(list(found)) == 8
    for unit in found:
        labels, probability = model.probable(unit)
        assert found[unit][labels] == pytest.approx(probability, abs=1e-6)
        assert sum(found[unit].values()) == pytest.approx(1, abs=1e-5)


def test_with_several_labels_an_answer_has_what_it_has_at_least(three: Project) -> None:
    found, models, aspects = posteriors(three), three.agreement().model(), three.agreement().aspects()
    assert set(models) == {"claim", "quote", "stance"}
    for unit in found:
        best, *_ = found[unit]
        parts = {name: dict(zip(models[name].values, models[name].posteriors[unit], strict=True)) for name in models}
        wrong = sum(1 - parts[name][aspects[name].of(best)] for name in models)
        assert found[unit][best] == pytest.approx(1 - wrong, abs=1e-6)
        assert found[unit][best] <= min(max(part.values()) for part in parts.values()) + 1e-6
        assert found[unit].get(("rumour",)) is None


def test_units_with_a_label_of_no_model_are_left_out(three: Project) -> None:
    use_codebook(three, Codebook(labels=(Label("claim", "claim", "c"), Label("quote", "quote", "q")), choose="many"))
    found = posteriors(three)
    numbers = sorted(three.agreement().marks.units)
    assert sorted(found) == [numbers[n] for n in (0, 1, 4, 6)]
    assert len(found) == 4
    assert numbers[2] not in found


def test_the_rule_settles_what_is_probable_enough(three: Project) -> None:
    use_codebook(three, Codebook(labels=(*ONE.labels, Label("opinion", "opinion", "o"))))
    found = posteriors(three)
    least = sorted(max(found[unit].values()) for unit in found)[3]
    planned = three.settle_by_rule(f"posterior>={least:.6f}", dry_run=True).planned
    assert {(each.n, *each.span) for each in planned.units} == {
        unit for unit in found if max(found[unit].values()) >= least
    }
    assert all(found[each.n, *each.span][each.labels] >= least for each in planned.units)


def test_where_the_model_abstains_its_reason_is_told(three: Project) -> None:
    with Project(three.path, "cem") as cem:
        cem.annotate("is:decided", clear=True)
    with pytest.raises(UsageError, match=r"goes by the model of the annotators.*at least 3 people.*there are 2"):
        three.settle_by_rule("posterior>=.95")
