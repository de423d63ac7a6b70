"""Methods and properties that are a method of a part."""

from labels.delegation import delegated, part_of


class Part:
    def __init__(self) -> None:
        self.made = 0

    def doubled(self, number: int, *, plus: int = 0) -> int:
        """Twice as much."""
        return 2 * number + plus

    def reader(self) -> list[int]:
        """Reads."""
        self.made += 1
        return [self.made]


class Whole:
    doubled = delegated("_part", Part.doubled)
    reader = part_of("_part", Part.reader)

    def __init__(self) -> None:
        self._part = Part()


def test_a_method_is_that_of_the_part_with_what_is_given_and_its_docstring():
    assert Whole().doubled(2, plus=1) == 5
    assert Whole.doubled.__doc__ == "Twice as much."


def test_a_part_is_made_when_it_is_first_asked_for_and_kept():
    one, other = Whole(), Whole()
    assert one._part.made == 0
    assert one.reader is one.reader
    assert one.reader is not other.reader
    assert one._part.made == 1
    assert Whole.__dict__["reader"].__doc__ == "Reads."
