"""No group is ever torn apart; nothing that was there moves when more comes, unless it is tied to something older."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.article import Article
from labels.duplicates.finding import find_near_duplicates
from labels.errors import UsageError
from labels.project import Project
from labels.segmentation import cut
from labels.splits import Leak, Split, check_leaks, draw_parts, given_parts, read_shares
from labels.splits.moved import Moved, moved, remember
from tests.examples import default_cases
from tests.labels.duplicates.corpora import add, as_text, edited, written

THREE = read_shares("80/10/10")
HALVES = read_shares("50/50")


@pytest.fixture
def empty(tmp_path):
    with Project(tmp_path / "empty.db", "ana") as project:
        yield project


def compare(project: Project) -> None:
    list(find_near_duplicates(project))


def plant(project: Project, draw: random.Random, originals: int) -> list[set[str]]:
    """Articles in an order by chance: each alone, or with copies that differ in blanks and signs only, or in words."""
    texts: list[tuple[int, str]] = []
    for number in range(originals):
        words = written(draw, draw.randrange(40, 120))
        texts.append((number, as_text(words)))
        blanks = draw.sample(["\n", "  ", " — "], draw.choice([0, 0, 1, 2]))
        texts += [(number, as_text(words).replace(" ", blank)) for blank in blanks]
        texts += [(number, as_text(edited(draw, words, 0.06))) for _ in range(draw.choice([0, 0, 1, 3]))]
    draw.shuffle(texts)
    groups: dict[int, set[str]] = {}
    for number, text in texts:
        groups.setdefault(number, set()).add(add(project, text, source=f"{draw.randrange(9)}.txt"))
    return list(groups.values())


@pytest.mark.parametrize("seeds", [200, pytest.param(1000, marks=pytest.mark.slow)])
def test_planted_near_duplicates_are_never_in_two_parts_whatever_the_seed(empty, seeds):
    """What belongs together is known from how it was made, not from what was found."""
    planted = plant(empty, random.Random(11), 30)
    compare(empty)
    assert sum(len(group) > 1 for group in planted) > 10
    torn_otherwise = 0
    for seed in range(seeds):
        parts = draw_parts(empty, Split(THREE, seed)).of
        assert sum(map(len, planted)) == len(parts)
        assert check_leaks(parts, planted) == []
        alone = {row.id: part for row, part in zip(empty.articles(), sorted(parts.values()), strict=True)}
        torn_otherwise += bool(check_leaks(alone, planted))
    assert torn_otherwise > 0.99 * seeds  # they would be torn apart by any split that does not know them


@pytest.mark.slow
def test_shares_come_out_about_as_asked_and_seeds_differ(empty):
    for n in range(300):
        add(empty, f"Text number {n} has {n * n} words and no likeness to {n**3} others.")
    compare(empty)
    one, other = (draw_parts(empty, Split(THREE, seed)).of for seed in (1, 2))
    assert one != other
    counts = Counter(one.values())
    assert 220 <= counts["train"] <= 260 and 15 <= counts["validation"] <= 45 and 15 <= counts["test"] <= 45


def test_a_smaller_last_part_gives_articles_and_takes_none(empty):
    """The same point, whatever the shares: 80/20 and 90/10 agree on what 80/20 has in train."""
    for n in range(80):
        add(empty, f"Article {n} of {n * 7} words.")
    compare(empty)
    first, later = (draw_parts(empty, Split(read_shares(shares))).of for shares in ("80/20", "90/10"))
    assert {id for id in first if first[id] == "train"} < {id for id in later if later[id] == "train"}


@pytest.mark.parametrize("by_source", default_cases([False, True], 0))
def test_articles_that_come_later_move_none_unless_they_tie_groups_together(empty, by_source):
    draw = random.Random(4)
    split = Split(HALVES, 3, by_source)
    common, texts, ties = written(draw, 40), [written(draw, 60)], 0
    for turn in range(60):
        words = written(draw, 60) if draw.random() < 0.5 else edited(draw, draw.choice(texts)[:60], 0.05)
        if turn > 5 and draw.random() < 0.15:
            words = [*draw.choice(texts), *draw.choice(texts)]
        texts.append(words)
        words = [*words, *common]
        before = draw_parts(empty, split)
        add(empty, as_text(words), source=f"source {draw.randrange(20)}" if turn % 3 else "")
        compare(empty)
        after = draw_parts(empty, split)
        group_of = {id: number for number, group in enumerate(before.groups) for id in group}
        for group in after.groups:
            old = [id for id in group if id in group_of]
            if len({group_of[id] for id in old}) <= 1:
                assert [after.of[id] for id in old] == [before.of[id] for id in old]
            else:
                ties += 1
                assert after.of[old[0]] == before.of[old[0]]  # the one that was there first
        assert check_leaks(after.of, after.groups) == []
    assert ties > 3


def test_what_a_later_article_moves_is_told(empty):
    draw = random.Random(8)
    common, one, other = (written(draw, 60) for _ in range(3))
    first = add(empty, as_text([*one, *common]))
    second = add(empty, as_text([*common, *other]))
    compare(empty)
    seed = next(seed for seed in range(99) if len(set(draw_parts(empty, Split(HALVES, seed)).of.values())) == 2)
    split = Split(HALVES, seed)
    before = draw_parts(empty, split)
    assert moved(empty, split, before) == []  # it was never written
    remember(empty, split, before)
    add(empty, as_text(written(draw, 60)))
    compare(empty)
    assert moved(empty, split, draw_parts(empty, split)) == []
    add(empty, as_text([*one, *common, *other]))
    compare(empty)
    after = draw_parts(empty, split)
    assert moved(empty, split, after) == [Moved(second, before.of[second], before.of[first])]
    assert after.of[second] == after.of[first] == before.of[first]
    remember(empty, split, after)
    assert moved(empty, split, after) == []
    assert moved(empty, Split(HALVES, seed + 1), after) == []  # another split, never written


def test_a_source_is_kept_together_when_asked(empty):
    for n in range(60):
        add(empty, f"Piece {n} tells of {n * 31} things.", source=(" Daily Post", "daily post", "Echo", "")[n % 4])
    compare(empty)
    parts = draw_parts(empty, Split(HALVES, 5, by_source=True))
    by_source = [{parts.of[row.id] for row in empty.articles() if row.n % 4 in rests} for rests in ((1, 2), (3,), (0,))]
    assert [len(found) for found in by_source] == [1, 1, 2]  # without a source, each is for itself


def test_articles_must_have_been_compared(empty):
    add(empty, "A text that nobody has looked at.")
    with pytest.raises(UsageError, match=r"have not been compared yet\. Run: copydesk duplicates"):
        draw_parts(empty, Split(HALVES))
    with pytest.raises(UsageError, match="have not been compared yet"):
        given_parts(empty, "split")


# -- parts that come with the articles ---------------------------------------------------------------------


def add_given(project: Project, text: str, part: object) -> str:
    article = Article(text, source="set.jsonl", meta={} if part is None else {"split": part})
    project.add_cut([(article, cut(text, "en", "auto"))])
    return article.id


def test_given_parts_are_kept(empty):
    draw = random.Random(2)
    ids = [add_given(empty, as_text(written(draw, 40)), part) for part in ("train", "test", None, 3, " ")]
    compare(empty)
    parts = given_parts(empty, "split")
    assert parts.of == {ids[0]: "train", ids[1]: "test", ids[3]: "3"}
    assert parts.names == ("train", "test", "3")


def test_given_parts_that_leak_are_refused(empty):
    draw = random.Random(3)
    words = written(draw, 60)
    one = add_given(empty, as_text(words), "train")
    other = add_given(empty, as_text(edited(draw, words, 0.05)), "test")
    compare(empty)
    with pytest.raises(
        UsageError, match=rf"leaks: article {one} is in train and {other}, .* in test \(1 such"
    ) as caught:
        given_parts(empty, "split")
    assert "Nothing was written" in str(caught.value)


def test_given_parts_that_tear_a_source_apart_are_refused_when_asked(empty):
    draw = random.Random(4)
    for part in ("train", "test"):
        add_given(empty, as_text(written(draw, 40)), part)
    compare(empty)
    assert len(given_parts(empty, "split").of) == 2
    with pytest.raises(UsageError, match="leaks"):
        given_parts(empty, "split", by_source=True)


def test_without_any_given_part_it_says_so(empty):
    add_given(empty, "A text.", None)
    compare(empty)
    with pytest.raises(UsageError, match="no article came with a 'fold'"):
        given_parts(empty, "fold")


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["train", "test"])),
    st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1)),
)
def test_a_leak_is_a_group_in_two_parts(parts, clusters):
    leaks = check_leaks(parts, clusters)
    torn = [
        cluster
        for cluster in clusters
        if any(parts.get(a, b) != parts.get(b, a) for a in cluster & set(parts) for b in cluster & set(parts))
    ]
    assert [dict(leak.articles) for leak in leaks] == [{id: parts[id] for id in each if id in parts} for each in torn]
    assert all(isinstance(leak, Leak) for leak in leaks)
