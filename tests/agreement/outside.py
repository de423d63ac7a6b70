"""Check our figures against values from outside: a folder with marks and with what they give, which we do not keep.

`expected.json` names sets of marks in `data/` with each statistic, its value and tolerance; `worked.json` has tables of
the literature; `degenerate.json` has cases in which little can be said. Each value is compared with ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from labels.codebook import Codebook, Label
from labels.quality.agreement import Agreement, Comparison
from labels.quality.annotator_model import AnnotatorModel, annotator_model
from labels.quality.aspect import whole
from labels.quality.compositions import compositions, sums
from labels.quality.dawid_skene import Settings
from labels.quality.distances import Distance, jaccard, masi
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from labels.quality.set_alpha import set_alpha
from tests.agreement.scoring import score


class Compared(NamedTuple):
    """A value from outside, ours, and how far they may be apart."""

    what: str
    theirs: float | None
    ours: float | None
    tolerance: float

    @property
    def equal(self) -> bool:
        if self.theirs is None or self.ours is None:
            return self.theirs is self.ours
        return abs(self.theirs - self.ours) <= self.tolerance


def codebook(*ids: str, choose: str = "one") -> Codebook:
    """A codebook of these labels."""
    return Codebook(tuple(Label(id, id, None) for id in ids), "many" if choose == "many" else "one")


def check(folder: Path) -> Iterator[Compared]:
    """Everything in the folder."""
    expected = _read(folder / "expected.json")
    for name, each in expected["sets"].items():
        rows = read_marks(folder / "data" / f"{name}.jsonl")
        for found in _set(rows, each):
            yield found._replace(what=f"{name}: {found.what}")
    for name, each in expected["synthetic"].items():
        for found in _synthetic(folder / "synthetic" / f"{name}.jsonl", each):
            yield found._replace(what=f"synthetic {name}: {found.what}")
    for name, each in _read(folder / "worked.json").items():
        for found in _distances(each) if name == "set_distances" else _worked(each):
            yield found._replace(what=f"{name}: {found.what}")
    for name, each in _read(folder / "degenerate.json").items():
        for found in _degenerate(each):
            yield found._replace(what=f"degenerate, {name}: {found.what}")


def read_marks(path: Path) -> list[Mark]:
    """The marks of a file, one a line; an item without an article is its own."""
    articles: dict[str, str] = {}
    marks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = articles.setdefault(row["item"], row.get("article", row["item"]))
        marks.append(Mark(row["item"], row["annotator"], tuple(row["labels"]), article))
    return marks


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _set(rows: list[Mark], expected: dict[str, Any]) -> Iterator[Compared]:
    statistics = expected["statistics"]
    ids = list(statistics["alpha_per_label"])
    many = any(len(row.labels) > 1 for row in rows)
    marks = Marks(rows)
    book = codebook(*ids, choose="many" if many else "one")
    ours = Comparison(marks, book)
    named = _named(ours.overall())
    more = Comparison(marks, codebook(*ids, "one more", choose=book.choose)).overall()
    named["gwet_ac1_scheme_with_one_more_label"] = more.ac1.value
    for name, each in statistics.items():
        if "tolerance" in each:
            yield Compared(name, each["value"], named[name], each["tolerance"])
    by_label = ours.by_label()
    for id, each in statistics["alpha_per_label"].items():
        yield Compared(f"alpha of {id}", each["value"], by_label[id].alpha.value, each["tolerance"])
    if "cohen_kappa" in statistics:
        yield from _cohen(statistics["cohen_kappa"], marks, book)
    if "models" in expected:
        yield from _model(rows, book, expected["models"])


def _named(ours: Agreement) -> dict[str, float | None]:
    """Our figures under the names they have outside."""
    raw = ours.raw
    assert raw is not None
    return {
        "percent_agreement": ours.percent.value,
        "percent_agreement_exact_set": ours.percent.value,
        "percent_agreement_pooled_pairs": raw.agree / raw.pairs if raw.pairs else None,
        "unanimous_share": raw.unanimous / ours.compared if ours.compared else None,
        "fleiss_kappa": ours.fleiss.value,
        "alpha_nominal": ours.alpha.value,
        "alpha_nominal_exact_set": ours.alpha.value,
        "gwet_ac1": ours.ac1.value,
        "alpha_masi": ours.masi.value if ours.masi else None,
        "alpha_jaccard": ours.jaccard.value if ours.jaccard else None,
    }


def _cohen(expected: dict[str, Any], marks: Marks, book: Codebook) -> Iterator[Compared]:
    pairs = {f"{each.first}|{each.second}": each for each in by_pair(marks, book)}
    for name, each in expected.items():
        yield Compared(f"kappa of {name}", each["value"], pairs[name].kappa.value, each["tolerance"])
        yield Compared(f"items of {name}", each["items"], pairs[name].units, 0)


def _model(rows: list[Mark], book: Codebook, models: dict[str, Any]) -> Iterator[Compared]:
    """The model of 1979; where one person marked under three names, they are one, as the note of the set asks."""
    if "one annotator c1" in models.get("note", ""):
        rows = [row._replace(annotator=row.annotator[:2]) for row in rows]
    model = annotator_model(Marks(rows), whole(book), Settings(weight=0))
    expected = models["dawid_skene"]
    yield Compared("log-likelihood", expected["loglik"], model.log_likelihood, expected["loglik_tolerance"])
    for label, prior in expected["prior"].items():
        place = model.values.index((label,))
        yield Compared(f"prior of {label}", prior, model.prior[place], expected["prior_tolerance"])
    for name, right in (expected["annotator_accuracy"] or {}).items():
        yield Compared(f"competence of {name}", right, model.people[name].right, 1e-4)
    for name, table in expected.get("confusion", {}).items():
        yield from _confusion(name, table, model)
    tolerance = expected.get("posterior_tolerance", 0.001)
    for unit, row in (expected.get("posterior") or expected["first_items"]).items():
        for label, value in row.items():
            ours = model.posteriors[unit][model.values.index((label,))]
            yield Compared(f"posterior of {label} for {unit}", value, ours, tolerance)


def _confusion(name: str, table: dict[str, dict[str, float]], model: AnnotatorModel) -> Iterator[Compared]:
    place = {value[0]: n for n, value in enumerate(model.values)}
    for true, row in table.items():
        for given, share in row.items():
            ours = model.people[name].confusion[place[true]][place[given]]
            yield Compared(f"{name} says {given} for {true}", share, ours, 0.001)


def _synthetic(path: Path, expected: dict[str, Any]) -> Iterator[Compared]:
    rows = read_marks(path)
    gold: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "gold" in row:
            gold[row["item"]] = row["gold"]
    right = _read(path.with_suffix(".truth.json"))["competence"]
    marks = Marks(rows)
    book = codebook(*sorted({label for row in rows for label in row.labels}))
    yield Compared("alpha_nominal", expected["alpha_nominal"], Comparison(marks, book).overall().alpha.value, 1e-9)
    for name, weight in (("dawid_skene", 0.0), ("dawid_skene_pooled_4", 4.0)):
        found = score(marks, annotator_model(marks, whole(book), Settings(weight=weight)), gold, right)
        told = expected[name]
        # No tolerance is given: it is one run of another program, and a posterior at the limit may fall on either side.
        yield Compared(f"{name} accuracy", told["accuracy"], found.right, 1.01 / len(gold))
        yield Compared(f"{name} correlation", told["correlation_with_true_competence"], found.correlation, 0.005)
        yield Compared(f"{name} share sure", told["share_with_posterior_95"], found.sure, 0.005)
        yield Compared(f"{name} sure and right", told["of_those_right"], found.sure_and_right, 0.005)
    yield Compared("majority", expected["majority"], found.majority, 1e-9)


def _worked(case: dict[str, Any]) -> Iterator[Compared]:
    if not case["marks"]:
        return
    rows = _rows(case["marks"])
    ids = sorted({label for row in rows for label in row.labels})
    many = any(len(row.labels) != 1 for row in rows)
    book = codebook(*ids, choose="many" if many else "one")
    marks = Marks(rows)
    ours = Comparison(marks, book)
    named = _named(ours.overall())
    pairs = by_pair(marks, book)
    named["cohen_kappa"] = pairs[0].kappa.value if len(pairs) == 1 else None
    table = compositions(marks)
    half = _half_to(("Chck",))
    named["alpha_weighted"] = set_alpha(table, sums(table, whole(book)), half)[0]
    labels = ours.by_label()
    named |= {f"fleiss_per_label/{id}": each.fleiss.value for id, each in labels.items()}
    named |= {f"alpha_per_label/{id}": each.alpha.value for id, each in labels.items()}
    for name, value in case["computed"].items():
        if isinstance(value, dict):
            for id, each in value.items():
                yield Compared(f"{name}/{id}", each, named[f"{name}/{id}"], 1e-9)
        else:
            yield Compared(name, value, named[name], 1e-9)
    for name, each in case["published"].items():
        yield Compared(f"{name}, published", each["published"], named[name], each["tolerance"])


def _rows(marks: list[list[Any]]) -> list[Mark]:
    return [
        Mark(unit, person, tuple(map(str, said if isinstance(said, list) else [said])), unit)
        for unit, person, said in marks
    ]


def _distances(expected: dict[str, Any]) -> Iterator[Compared]:
    for name, distance in (("masi", masi), ("jaccard", jaccard)):
        for one, other, value in expected[name]:
            yield Compared(f"{name} of {one} and {other}", value, distance(tuple(one), tuple(other)), 1e-9)


def _degenerate(case: dict[str, Any]) -> Iterator[Compared]:
    if not isinstance(case.get("marks"), list):
        return
    marks = Marks(_rows(case["marks"]))
    seen = sorted({label for labels in marks.label_sets for label in labels})
    spare = [label for label in ("A", "B", "C") if label not in seen]
    ours = Comparison(marks, codebook(*seen)).overall()
    three = Comparison(marks, codebook(*seen, *spare[: 3 - len(seen)])).overall()
    figures = {
        "percent": ours.percent.value,
        "alpha": ours.alpha.value,
        "fleiss": ours.fleiss.value,
        "ac1 (seen labels)": ours.ac1.value,
        "ac1 (scheme of 3)": three.ac1.value,
    }
    theirs = dict(case["libraries"]["ref"])
    if "ref cohen" in case["libraries"]:
        theirs["cohen"] = case["libraries"]["ref cohen"]
        figures["cohen"] = by_pair(marks, codebook(*seen))[0].kappa.value
    for name, value in theirs.items():
        yield Compared(name, None if value == "None" else value, figures[name], 1e-6)


def _half_to(labels: tuple[str, ...]) -> Distance:
    """The distance of Artstein & Poesio 2008, example 2: one label is half as far from the others as these are."""
    return lambda one, other: 0.0 if one == other else 0.5 if labels in (one, other) else 1.0
