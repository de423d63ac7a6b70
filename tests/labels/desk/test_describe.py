"""What is said of a sentence beside its labels, on one line."""

from labels.desk.describe import beside_in_words
from labels.mark import Mark


def test_reasons_and_notes_stand_on_one_line():
    assert beside_in_words(Mark(flagged=True)) == ""
    assert beside_in_words(Mark(flagged=True, flag_reason="irony?")) == "Flag: irony?"
    assert beside_in_words(Mark(note="See\n the  third.")) == "Note: See the third."
    assert beside_in_words(Mark(flagged=True, flag_reason="why", note="so")) == "Flag: why · Note: so"
