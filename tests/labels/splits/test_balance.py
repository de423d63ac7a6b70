"""How labels fall into the parts is counted right and told when it matters; the best seed is the most even one."""

import random

from labels.exporting.records import records
from labels.splits import Parts, read_shares
from labels.splits.balance import Counts, PartBalance, balance, best_seed, counted_records, unlike
from labels.splits.parts import point
from labels.splits.shares import part_at

SHARES = read_shares("50/50")


def test_records_are_counted_by_part_and_label(project):
    first, second, third, _, alone, *_ = project.sentences()
    project.label(first, "claim", "quote")
    project.label(second, "claim")
    project.skip(third)
    project.label(alone, "fact")
    ids = [row.id for row in project.articles()]
    counts = counted_records(records(project.view))
    parts = Parts({ids[0]: "train", ids[1]: "test", ids[2]: "test"}, ("train", "test"), [])
    assert balance(counts, parts) == [
        PartBalance("train", 1, 3, {"claim": 2, "quote": 1}),
        PartBalance("test", 1, 1, {"fact": 1}),
    ]
    assert balance(counts, parts)[0].share("claim") == 2 / 3
    assert balance(counts, Parts({}, ("train",), [])) == [PartBalance("train", 0, 0, {})]


def test_parts_that_differ_are_told_and_others_are_not():
    even = [PartBalance("train", 9, 800, {"a": 400, "b": 80}), PartBalance("test", 3, 200, {"a": 95, "b": 22})]
    assert unlike(even, read_shares("80/20")) == []
    uneven = [PartBalance("train", 9, 900, {"a": 400, "b": 5}), PartBalance("test", 3, 100, {"a": 90})]
    assert unlike(uneven, read_shares("80/20")) == [
        "train has 90% of the records instead of 80%",
        "test has 10% of the records instead of 20%",
        "a is 90% of test and 49% of all",
        "test has no b",
    ]
    assert unlike([PartBalance("train", 1, 5, {"a": 5}), PartBalance("test", 0, 0, {})]) == ["test is empty"]
    assert unlike([PartBalance("train", 0, 0, {})]) == ["train is empty"]


def test_the_best_seed_is_more_even_than_most():
    draw = random.Random(1)
    counts = Counts()
    groups = [[f"article {n}"] for n in range(60)]
    for (id,) in groups:
        for _ in range(draw.randrange(1, 30)):
            counts.take({"article_id": id, "labels": ["rare"] if draw.random() < 0.03 else ["usual"]})  # type: ignore[typeddict-item]

    def share_of_rare(seed: int) -> float:
        ids = [id for (id,) in groups if part_at(point(seed, id), SHARES) == "train"]
        return counts.together(ids)["rare"] / counts.together(id for (id,) in groups)["rare"]

    best = best_seed(counts, groups, SHARES, 50)
    off = sorted(abs(share_of_rare(seed) - 0.5) for seed in range(50))
    assert abs(share_of_rare(best) - 0.5) <= off[10]
    assert best == best_seed(counts, reversed(groups), SHARES, 50)
    assert best_seed(Counts(), groups, SHARES, 50) == 0


def test_without_decisions_there_is_nothing_to_count(project):
    assert counted_records(records(project.view)).by_article == {}
