from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.codebook import Codebook
from labels.codebook.change import CodebookChange
from labels.codebook.fields import fold
from labels.codebook.file import parse_codebook, write_codebook
from labels.codebook.plan_change import plan_change
from labels.errors import CodebookError
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks


def book(*entries: str, choose: str = "one", current: Codebook | None = None) -> Codebook:
    """A codebook from entries: `assertion < claim` (formerly claim), `-rumour` (retired), `quote = claim` (merged)."""
    text = f'choose = "{choose}"\n'
    for entry in entries:
        name, _, into = entry.lstrip("-").partition(" = ")
        name, _, former = name.partition(" < ")
        text += f'[[labels]]\nname = "{name}"\n'
        text += f'formerly = ["{former}"]\n' if former else ""
        text += f'same_as = "{into}"\n' if into else ""
        text += "retired = true\n" if entry.startswith("-") else ""
    return parse_codebook(text, "book.toml", current)


def ids(change: CodebookChange) -> dict[str, str]:
    return {label.name: label.id for label in change.codebook.labels}


def project(*steps: Codebook) -> Codebook:
    """What a project holds after these codebooks, one after the other."""
    held: Codebook | None = None
    for step in steps:
        held = plan_change(held, step).codebook
    assert held is not None
    return held


OLD = project(book("claim", "quote"))
USED = {"claim": 12, "quote": 1}


def test_the_first_codebook_is_taken_as_it_is():
    new = book("claim", "quote < citation")
    change = plan_change(None, new)
    assert change.codebook == new
    assert change.added == ("claim", "quote")
    assert ids(change) == {"claim": "claim", "quote": "citation"}
    assert change.describe() == ["First codebook of this project: claim, quote."]


def test_the_same_codebook_again_changes_nothing():
    change = plan_change(OLD, book("claim", "quote"), used=USED)
    assert change.is_empty
    assert change.describe() == []


def test_a_label_can_be_added_anywhere():
    change = plan_change(OLD, book("rumour", "claim", "quote"), used=USED)
    assert (change.added, change.retired, change.renamed) == (("rumour",), (), ())
    assert ids(change) == {"rumour": "rumour", "claim": "claim", "quote": "quote"}
    assert "Added rumour (key r)." in change.describe()


@pytest.mark.parametrize(
    ("new", "renames"),
    [
        (book("assertion < claim", "quote"), {}),
        (book("assertion", "quote"), {"claim": "assertion"}),
        (book("assertion < claim", "quote"), {"claim": "assertion"}),
    ],
)
def test_decisions_follow_a_renamed_label(new: Codebook, renames: dict[str, str]):
    change = plan_change(OLD, new, renames=renames, used=USED)
    assert change.renamed == (("claim", "assertion"),)
    assert (change.added, change.retired) == ((), ())
    assert change.codebook.named("assertion").id == "claim"
    assert change.codebook.named("assertion").formerly == ("claim",)
    assert change.describe()[0] == "Renamed claim to assertion; its 12 decisions follow."
    assert plan_change(change.codebook, book("assertion < claim", "quote")).is_empty
    assert plan_change(change.codebook, book("assertion", "quote")).is_empty


def test_a_change_of_case_is_a_new_name_not_a_new_label():
    change = plan_change(OLD, book("Claim", "quote"), used=USED)
    assert change.renamed == (("claim", "Claim"),)
    assert change.codebook.named("Claim").id == "claim"


def test_names_can_move_on_and_come_back():
    once = plan_change(OLD, book("assertion < claim", "quote")).codebook
    twice = plan_change(once, book("statement < assertion", "quote")).codebook
    assert (twice.labels[0].id, twice.labels[0].formerly) == ("claim", ("claim", "assertion"))
    back = plan_change(twice, book("claim < statement", "quote")).codebook
    assert (back.labels[0].id, back.labels[0].name) == ("claim", "claim")
    assert back.labels[0].formerly == ("claim", "assertion", "statement")


def test_an_old_file_still_finds_the_label_by_its_first_name():
    once = project(book("claim"), book("assertion < claim"))
    change = plan_change(once, book("statement < claim"), used={"claim": 3})
    assert change.renamed == (("assertion", "statement"),)


def test_a_newcomer_with_an_old_name_gets_an_id_of_its_own():
    new = book("assertion < claim", "claim", "quote")
    change = plan_change(OLD, new, used=USED)
    assert ids(change) == {"assertion": "claim", "claim": "claim-2", "quote": "quote"}
    assert (change.renamed, change.added) == ((("claim", "assertion"),), ("claim",))
    assert plan_change(change.codebook, new).is_empty


def test_two_labels_can_swap_their_names():
    new = book("quote < claim", "claim < quote")
    change = plan_change(OLD, new, used=USED)
    assert ids(change) == {"quote": "claim", "claim": "quote"}
    assert plan_change(change.codebook, new).is_empty
    assert ids(plan_change(OLD, book("quote", "claim"), renames={"quote": "claim", "claim": "quote"})) == ids(change)


def test_a_name_handed_on_twice_follows_the_latest():
    held = project(book("claim"), book("assertion < claim", "claim"))
    new = book("assertion", "thesis < claim")
    change = plan_change(held, new, used={"claim": 1, "claim-2": 2})
    assert ids(change) == {"assertion": "claim", "thesis": "claim-2"}
    assert plan_change(change.codebook, new).is_empty
    assert parse_codebook(write_codebook(change.codebook), "x") == change.codebook


def test_a_label_that_is_gone_is_retired_and_said_aloud():
    change = plan_change(OLD, book("quote"), used=USED)
    kept = change.codebook.named("claim")
    assert (kept.retired, kept.key, kept.id) == (True, None, "claim")
    assert change.retired == ("claim",)
    assert change.describe() == ["Retired claim; its 12 decisions stay."]
    assert plan_change(change.codebook, book("quote")).is_empty


def test_a_label_that_is_gone_and_was_never_given_is_dropped():
    change = plan_change(book("claim", "quote"), book("quote"), used={"quote": 3})
    assert change.dropped == ("claim",)
    assert [label.name for label in change.codebook.labels] == ["quote"]
    assert change.describe() == ["Dropped claim; it was never given."]


def test_a_label_can_be_retired_in_the_file():
    change = plan_change(OLD, book("-claim", "quote", "rumour"), used=USED)
    assert (change.retired, change.added) == (("claim",), ("rumour",))


def test_a_retired_label_comes_back_with_its_old_id():
    held = project(book("claim", "quote"), book("assertion < claim", "quote"), book("quote"))
    change = plan_change(held, book("quote", "assertion"))
    assert change.revived == ("assertion",)
    assert change.added == ()
    assert change.codebook.named("assertion").id == "claim"
    assert change.describe()[0] == "Brought back assertion (key a)."


@pytest.mark.parametrize(
    ("new", "renames", "retire", "said"),
    [
        (book("assertion", "quote"), {}, (), '"claim" (12 decisions) is gone while "assertion" is new'),
        (book("assertion", "quote"), {}, (), 'formerly = ["claim"] under "assertion"'),
        (book("assertion", "quote"), {}, (), "--rename claim=assertion; if not, pass --retire claim"),
        (book("my view", "quote"), {}, (), "--rename 'claim=my view'"),
        (book("news", "thesis"), {}, (), '"claim" (12 decisions), "quote" (1 decision) are gone while'),
        (book("quote < claim"), {}, (), '"claim" cannot be renamed to "quote"'),
        (book("quote < claim"), {}, (), "or merge the two with --rename claim=quote"),
        (book("assertion", "quote"), {"clam": "assertion"}, (), 'no label "clam": did you mean "claim"?'),
        (book("assertion", "quote"), {"claim": "asertion"}, (), 'did you mean "assertion"?'),
        (book("quote"), {}, ("clain",), 'did you mean "claim"?'),
        (book("quote"), {}, ("zzz",), 'it has "claim", "quote".'),
        (book("claim", "quote"), {}, ("claim",), "take it out of the file, or write retired = true"),
    ],
)
def test_what_might_lose_something_is_refused_with_the_remedy(
    new: Codebook, renames: dict[str, str], retire: tuple[str, ...], said: str
):
    with pytest.raises(CodebookError) as caught:
        plan_change(OLD, new, renames=renames, used=USED, retire=retire)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_labels_that_go_while_others_come_are_no_trouble_once_that_is_meant_or_nobody_used_them():
    change = plan_change(OLD, book("assertion", "quote"), used=USED, retire=["claim"])
    assert (change.retired, change.added) == (("claim",), ("assertion",))
    change = plan_change(OLD, book("assertion", "quote"), used={"quote": 1})
    assert (change.dropped, change.added) == (("claim",), ("assertion",))


def test_many_labels_become_one_only_when_no_sentence_has_several():
    many = project(book("claim", "quote", choose="many"))
    with pytest.raises(CodebookError, match="while 3 sentences carry several labels: leave one label on each first"):
        plan_change(many, book("claim", "quote"), used=USED, together={("claim", "quote"): 3})
    change = plan_change(many, book("claim", "quote"), used=USED)
    assert change.describe() == ["A sentence may now carry one label."]
    assert plan_change(OLD, book("claim", "quote", choose="many"), together={}).codebook.choose == "many"


def test_a_retired_label_leaves_its_group_when_groups_mean_nothing():
    text = 'choose = "many"\n' + "".join(f'[[labels]]\nname = "{name}"\ngroup = "g"\n' for name in "abc")
    held = plan_change(None, parse_codebook(text, "x")).codebook
    change = plan_change(held, book("a", "b"))
    assert [label.group for label in change.codebook.labels] == [None, None, None]
    assert parse_codebook(write_codebook(change.codebook), "x") == change.codebook


def test_other_changes_are_described():
    text = '[[labels]]\nname = "quote"\n[[labels]]\nname = "claim"\nkey = "x"\ncolour = "red"\ndefinition = "New."\n'
    change = plan_change(OLD, parse_codebook('title = "T"\nguidelines = "G"\n' + text, "x"))
    assert change.redefined == ("claim",)
    assert change.describe() == [
        "Changed claim: definition.",
        "Moved claim from key c to x.",
        "Changed the colour of claim.",
        "Changed the title.",
        "Changed the guidelines.",
        "Changed the order of the labels, and with it their digits.",
    ]


@pytest.mark.slow
@settings(max_examples=examples(150), deadline=None)
@given(st.lists(codebooks(max_size=5), min_size=1, max_size=4), st.data())
def test_whatever_is_set_no_id_is_lost_or_shared_and_the_result_can_be_written(
    files: list[Codebook], data: st.DataObject
):
    held: Codebook | None = None
    for new in files:
        if held is not None:
            new = mixed(held, new, data)
        try:
            change = plan_change(held, new)
        except CodebookError:
            continue
        now = [label.id for label in change.codebook.labels]
        assert len(set(now)) == len(now)
        assert {label.id for label in held.labels} <= set(now) if held else True
        assert parse_codebook(write_codebook(change.codebook), "x") == change.codebook
        assert plan_change(change.codebook, new).is_empty
        assert plan_change(change.codebook, change.codebook).is_empty
        assert change.is_empty == (not change.describe())
        held = change.codebook


def mixed(held: Codebook, new: Codebook, data: st.DataObject) -> Codebook:
    """`new` with some labels of `held` under their name, and some as the former name of a new one."""
    labels = list(new.labels)
    for index, label in enumerate(labels):
        old = data.draw(st.sampled_from(held.labels))
        what = data.draw(st.sampled_from(["same", "renamed", "neither"]))
        if what == "same":
            labels[index] = replace(label, id=old.name, name=old.name, formerly=())
        elif what == "renamed" and fold(old.name) != fold(label.name):
            labels[index] = replace(label, id=old.name, formerly=(old.name,))
    return as_read(replace(new, labels=tuple(labels)), new)


def as_read(codebook: Codebook, otherwise: Codebook) -> Codebook:
    """`codebook` as its file would be read, or `otherwise` if it has clashes."""
    try:
        return parse_codebook(write_codebook(codebook), "x")
    except CodebookError:
        return otherwise
