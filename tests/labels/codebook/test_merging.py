"""Labels that become one: said, previewed, written in the file, and taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.codebook import Codebook, Label
from labels.codebook.change import CodebookChange
from labels.codebook.file import parse_codebook, write_codebook
from labels.codebook.plan_change import plan_change
from labels.errors import CodebookError
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks
from tests.labels.codebook.test_change import book, ids, project

OLD = project(book("claim", "quote", "other"))
USED = {"claim": 12, "quote": 30}
TWO = {"claim": "speech", "quote": "speech"}


def same(change: CodebookChange) -> dict[str, str | None]:
    """The labels by name, each with the id of the one that it was merged into."""
    return {label.name: label.same_as for label in change.codebook.labels}


def set_again(change: CodebookChange) -> CodebookChange:
    """What it does to set the codebook again from the file that is written of it."""
    return plan_change(
        change.codebook, parse_codebook(write_codebook(change.codebook), "book.toml", change.codebook), used=USED
    )


def test_two_labels_renamed_into_one_are_merged():
    change = plan_change(OLD, book("speech", "other"), renames=TWO, used=USED)
    assert ids(change) == {"speech": "claim", "other": "other", "quote": "quote"}
    assert same(change) == {"speech": None, "other": None, "quote": "claim"}
    assert change.merged == (("quote", "speech"),)
    assert (change.retired, change.dropped, change.added) == ((), (), ())
    assert change.describe() == [
        "Merged claim and quote into speech; their 12 + 30 decisions are read as speech.",
        "Moved speech from key c to s.",
    ]
    assert set_again(change).is_empty
    assert plan_change(change.codebook, book("speech", "other"), used=USED).is_empty


def test_a_label_renamed_to_one_that_goes_on_is_merged_into_it():
    change = plan_change(OLD, book("claim", "other"), renames={"quote": "claim"}, used=USED)
    assert ids(change)["claim"] == "claim"
    assert same(change)["quote"] == "claim"
    assert change.describe() == ["Merged quote into claim; its 30 decisions are read as claim."]
    for renames in ({"claim": "claim", "quote": "claim"}, {"quote": "claim", "claim": "claim"}):
        assert plan_change(OLD, book("claim", "other"), renames=renames, used=USED).codebook == change.codebook


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ({}, "Merged claim and quote into speech."),
        ({"quote": 1}, "Merged claim and quote into speech; their 1 decision is read as speech."),
        ({"claim": 1, "quote": 1}, "Merged claim and quote into speech; their 1 + 1 decisions are read as speech."),
        ({"claim": 1200}, "Merged claim and quote into speech; their 1,200 decisions are read as speech."),
    ],
)
def test_it_is_said_how_many_decisions_are_read_otherwise(used: dict[str, int], said: str):
    change = plan_change(OLD, book("speech", "other"), renames=TWO, used=used)
    assert said in change.describe()
    assert same(change)["quote"] == "claim"
    assert plan_change(change.codebook, book("speech", "other"), used=used).is_empty


def test_a_merge_is_written_in_the_file():
    new = book("speech", "other", "claim = speech", "quote = speech")
    change = plan_change(OLD, new, used=USED)
    assert ids(change) == {"speech": "speech", "other": "other", "claim": "claim", "quote": "quote"}
    assert same(change) == {"speech": None, "other": None, "claim": "speech", "quote": "speech"}
    assert "Merged claim and quote into speech; their 12 + 30 decisions are read as speech." in change.describe()
    assert [label.name for label in change.codebook.active] == ["speech", "other"]
    assert plan_change(change.codebook, new, used=USED).is_empty
    assert set_again(change).is_empty
    assert 'same_as = "speech"' in write_codebook(change.codebook)
    assert "retired" not in write_codebook(change.codebook)


def test_file_and_rename_may_say_the_same():
    new = book("speech", "other", "quote = speech")
    assert same(plan_change(OLD, new, renames=TWO, used=USED)) == {"speech": None, "other": None, "quote": "claim"}


def test_a_merged_label_cannot_be_given_and_leaves_its_key():
    held = plan_change(OLD, book("speech", "other", "quote = speech"), renames={"claim": "speech"}, used=USED).codebook
    assert not held.can_be_given(held.label("quote"))
    assert held.label("quote").key is None
    assert parse_codebook('[[labels]]\nname = "speech"\n[[labels]]\nname = "quartz"\nkey = "q"\n', "x", held)


def test_a_label_that_is_no_longer_in_the_file_stays_merged_with_what_it_meant():
    text = '[[labels]]\nname = "claim"\n[[labels]]\nname = "quote"\ndefinition = "In marks."\n'
    held = plan_change(None, parse_codebook(text, "x")).codebook
    change = plan_change(held, book("claim"), renames={"quote": "claim"}, used=USED)
    assert change.codebook.label("quote").definition == "In marks."
    assert set_again(change).is_empty


@pytest.mark.parametrize("back", [book("claim", "quote", "other"), book("claim < speech", "quote", "other")])
def test_an_earlier_codebook_tells_them_apart_again(back: Codebook):
    merged = plan_change(OLD, book("speech", "other"), renames=TWO, used=USED).codebook
    change = plan_change(merged, back, used=USED)
    assert change.parted == (("quote", "speech"),)
    assert change.describe() == [
        "Renamed speech to claim; its 12 decisions follow.",
        "Separated quote (key q) from speech; its 30 decisions are read as quote again.",
        "Moved claim from key s to c.",
    ]
    assert [(label.id, label.name, label.key) for label in change.codebook.labels] == [
        (label.id, label.name, label.key) for label in OLD.labels
    ]
    assert same(change) == {"claim": None, "quote": None, "other": None}


def test_what_a_file_made_one_is_told_apart_when_it_no_longer_says_so():
    held = plan_change(OLD, book("speech", "other", "claim = speech", "quote = speech"), used=USED).codebook
    change = plan_change(held, book("claim", "quote", "other"), used=USED | {"speech": 3})
    assert change.describe() == [
        "Separated claim (key c) from speech; its 12 decisions are read as claim again.",
        "Separated quote (key q) from speech; its 30 decisions are read as quote again.",
        "Retired speech; its 3 decisions stay.",
    ]
    assert plan_change(held, book("claim", "quote", "other"), used=USED).dropped == ("speech",)


def test_a_label_can_be_told_apart_and_stay_retired():
    held = plan_change(OLD, book("speech", "other"), renames=TWO, used=USED).codebook
    change = plan_change(held, book("speech", "other", "-quote"), used=USED)
    assert change.describe() == ["Separated quote from speech; its 30 decisions are read as quote again."]
    assert (change.retired, change.revived) == ((), ())


def test_merges_in_a_chain_are_read_as_the_last_and_can_be_taken_back_link_by_link():
    first = plan_change(OLD, book("claim", "other"), renames={"quote": "claim"}, used=USED).codebook
    change = plan_change(first, book("other"), renames={"claim": "other"}, used=USED | {"other": 5})
    assert same(change) == {"other": None, "claim": "other", "quote": "claim"}
    assert [change.codebook.read_as(id) for id in ("quote", "claim", "other")] == ["other"] * 3
    assert change.describe() == ["Merged claim into other; its 42 decisions are read as other."]
    assert set_again(change).is_empty
    back = plan_change(change.codebook, book("claim", "other"), used=USED)
    assert same(back)["quote"] == "claim"
    assert back.describe() == ["Separated claim (key c) from other; its 42 decisions are read as claim again."]


def test_what_others_were_merged_into_can_be_retired_and_is_kept_for_them():
    held = plan_change(OLD, book("speech", "other", "claim = speech", "quote = speech"), used=USED).codebook
    change = plan_change(held, book("other"), used=USED)
    assert change.describe() == ["Retired speech; its 42 decisions stay."]
    assert same(change) == {"other": None, "speech": None, "claim": "speech", "quote": "speech"}
    assert set_again(change).is_empty
    with pytest.raises(CodebookError, match=r'"speech" \(42 decisions\) is gone while "news" is new'):
        plan_change(held, book("other", "news"), used=USED)
    assert plan_change(OLD, book("-quote", "claim = quote", "other"), used=USED).codebook.read_as("claim") == "quote"


def test_the_direction_of_a_merge_can_be_turned():
    held = plan_change(OLD, book("claim", "other"), renames={"quote": "claim"}, used=USED).codebook
    change = plan_change(held, book("quote", "other"), renames={"claim": "quote"}, used=USED)
    assert same(change) == {"quote": None, "other": None, "claim": "quote"}
    assert change.describe() == [
        "Merged claim into quote; its 12 decisions are read as quote.",
        "Separated quote (key q) from claim; its 42 decisions are read as quote again.",
    ]


def test_labels_that_exclude_each_other_do_so_by_what_they_are_read_as():
    many = book("claim", "quote", "fact", choose="many")
    merged = plan_change(many, book("claim", "fact", choose="many"), renames={"quote": "claim"}).codebook
    assert not merged.excludes("quote", "claim")
    one = plan_change(OLD, book("claim", "other"), renames={"quote": "claim"}).codebook
    assert not one.excludes("quote", "claim")
    assert one.excludes("quote", "other")


def test_an_example_of_a_merged_label_is_one_of_what_it_is_read_as():
    merged = plan_change(OLD, book("claim", "other"), renames={"quote": "claim"}).codebook
    seen = merged.with_examples([("quote", "He said so.", 0)])
    assert seen.label("claim").examples == ("He said so.",)
    assert seen.label("quote").examples == ()


def test_one_label_a_sentence_is_possible_when_those_that_stand_together_are_merged():
    many = project(book("claim", "quote", "other", choose="many"))
    together = {("claim", "quote"): 3}
    change = plan_change(many, book("claim", "other"), renames={"quote": "claim"}, used=USED, together=together)
    assert change.codebook.choose == "one"
    with pytest.raises(CodebookError, match="because 3 sentences carry several of them: leave one"):
        plan_change(change.codebook, book("claim", "quote", "other"), used=USED, together=together)
    assert plan_change(change.codebook, many, used=USED, together=together).codebook.choose == "many"


@pytest.mark.parametrize(
    ("new", "renames", "retire", "said"),
    [
        (book("speech < claim", "other"), {"quote": "speech"}, (), '"quote" and "claim" are two labels here, and both'),
        (book("speech", "claim", "quote", "other"), TWO, (), 'write same_as = "speech" under it'),
        (book("claim", "quote", "other"), {"quote": "claim"}, (), "take it out of the file"),
        (book("speech", "other"), TWO, ("quote",), '"quote" is to be retired but'),
        (book("t", "quote"), {"other": "t", "quote": "t", "claim": "quote"}, (), "while another label takes its name"),
    ],
)
def test_what_contradicts_itself_is_refused(new: Codebook, renames: dict[str, str], retire: tuple[str, ...], said: str):
    with pytest.raises(CodebookError) as caught:
        plan_change(OLD, new, renames=renames, used=USED, retire=retire)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_several_former_names_that_are_labels_here_are_no_merge_until_it_is_said():
    new = parse_codebook(
        '[[labels]]\nname = "speech"\nformerly = ["claim", "quote"]\n[[labels]]\nname = "other"\n', "x"
    )
    with pytest.raises(CodebookError) as caught:
        plan_change(OLD, new, used=USED)
    assert "pass --rename quote=speech --rename claim=speech;" in str(caught.value)
    assert "--retire claim" in str(caught.value)
    assert plan_change(OLD, new, used=USED, retire=["claim"]).renamed == (("quote", "speech"),)
    assert same(plan_change(OLD, new, used=USED, renames=TWO))["quote"] == "claim"
    assert plan_change(OLD, new, used={"quote": 30}).dropped == ("claim",)


def test_a_script_that_merges_in_a_circle_is_refused_by_name():
    labels = (Label("claim", "claim", "c", same_as="quote"), Label("quote", "quote", "q", same_as="claim"))
    with pytest.raises(CodebookError, match='"claim" is the same as "quote", which is the same as "claim"'):
        plan_change(OLD, Codebook((*labels, Label("other", "other", "o"))))
    with pytest.raises(CodebookError, match="a label that the new codebook lacks"):
        plan_change(OLD, Codebook((Label("claim", "claim", "c", same_as="gone"),)))


@settings(max_examples=examples(80), deadline=None)
@given(codebooks(min_size=3, max_size=6), st.data())
def test_merged_by_renaming_and_taken_back_every_label_is_what_it_was(held: Codebook, data: st.DataObject):
    used = {label.id: index + 1 for index, label in enumerate(held.labels)}
    some = data.draw(st.lists(st.sampled_from(held.labels), min_size=1, max_size=3, unique=True))
    target = data.draw(st.sampled_from(held.active))
    gone = [label for label in some if held.read_as(label.id) != held.read_as(target.id)]
    names = {label.id for label in gone}
    for _ in held.labels:
        names |= {label.id for label in held.labels if label.same_as in names}
    rest = [label for label in held.labels if label.id not in names]
    new = Codebook(tuple(rest), choose="many")
    change = plan_change(held, new, renames={label.name: target.name for label in gone}, used=used)
    assert {label.id for label in change.codebook.labels} == {label.id for label in held.labels}
    assert all(change.codebook.read_as(label.id) == held.read_as(target.id) for label in gone)
    assert sum(change.decisions[label.name] for label in change.codebook.labels if label.same_as is None) == sum(
        used.values()
    )
    back = plan_change(change.codebook, held, used=used)
    assert {label.id: label.same_as for label in back.codebook.labels} == {
        label.id: label.same_as for label in held.labels
    }
    assert {label.id: label.name for label in back.codebook.labels} == {label.id: label.name for label in held.labels}
