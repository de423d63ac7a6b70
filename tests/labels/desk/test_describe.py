"""What is said of a sentence beside its labels, on one line."""

from labels.desk.describe import beside_in_words
from labels.values.annotation import Annotation


def test_reasons_and_notes_stand_on_one_line():
    assert beside_in_words(Annotation(flagged=True)) == ""
    assert beside_in_words(Annotation(flagged=True, flag_reason="irony?")) == "Flag: irony?"
    assert beside_in_words(Annotation(note="See\n the  third.")) == "Note: See the third."
    assert beside_in_words(Annotation(flagged=True, flag_reason="why", note="so")) == "Flag: why · Note: so"
