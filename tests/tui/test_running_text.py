"""The running text measures only what is near, and finds its way all the same."""

from tui.widgets.running_text import BLOCK, RunningText


class Counting(list):
    """A list of texts that knows how many of them were read."""

    read = 0

    def __getitem__(self, index):
        self.read += 1
        return super().__getitem__(index)


def test_opening_in_the_middle_reads_only_what_is_near():
    texts = Counting(["one two three"] * 500_000)
    running = RunningText(texts, range(500_000), 40)
    row = 300_000
    running.measure_around(row, 0, 50, 50)
    assert running.find(running.line_of(row)) == (row, 0)
    assert texts.read <= 3 * BLOCK


def test_an_estimate_gives_way_to_the_measure():
    running = RunningText(["x" * 100] * (3 * BLOCK), [0] * 3 * BLOCK, 10)
    last = 3 * BLOCK - 1
    assert running.line_of(last) < 10 * last
    for row in range(0, last, BLOCK):
        running.line_of(row)
    assert running.line_of(last) == 10 * last
    assert running.total == 10 * (last + 1)


def test_places_name_offsets_and_find_them_again():
    running = RunningText(["aaa bbb ccc", "ddd"], [0, 1], 4)
    assert [running.offset_of(0, line) for line in range(4)] == [0, 4, 8, 11]
    assert [running.line_at(0, offset) for offset in (0, 3, 4, 8, 10, 11)] == [0, 0, 1, 2, 2, 3]
    assert running.line_at(1, 99) == 0
    assert running.line_of(1) == 4


def test_a_line_beyond_the_text_is_its_last():
    running = RunningText(["a", "b"], [0, 0], 4)
    assert running.find(99) == (1, 0)
    assert running.find(-5) == (0, 0)
