"""Rows and lines of a list agree with a plain list of lines."""

from hypothesis import given
from hypothesis import strategies as st

from labels.browsing.rows import ArticleRows, SentenceRows
from labels.query import Hit

hits = st.lists(
    st.builds(lambda article, start: Hit(article, start, start + 5), st.integers(1, 5), st.integers(0, 50)),
    unique=True,
)


def plain(found, headed):
    """Every line as (row, whether it is a heading)."""
    lines = []
    for row, hit in enumerate(found):
        if headed and (row == 0 or found[row - 1].article != hit.article):
            lines.append((row, True))
        lines.append((row, False))
    return lines


@given(hits, st.integers(0, 10), st.booleans())
def test_every_line_is_where_a_plain_list_has_it(found, cut, headed):
    rows = SentenceRows(headed)
    rows.extend(found[:cut])
    rows.extend(found[cut:])
    lines = plain(found, headed)
    assert [rows[row] for row in range(len(rows))] == found
    assert rows.lines == len(lines)
    assert [rows.find(line) for line in range(rows.lines)] == lines
    assert [rows.line_of(row) for row in range(len(rows))] == [lines.index((row, False)) for row in range(len(found))]


@given(hits)
def test_articles_are_counted_and_sentences_found_again(found):
    found.sort()
    rows, unheaded = SentenceRows(), SentenceRows(headed=False)
    rows.extend(found)
    unheaded.extend(found)
    assert rows.articles == unheaded.articles == len({hit.article for hit in found})
    for row, hit in enumerate(found):
        assert rows.row_after(hit) == row
    for hit in (Hit(3, 25, 30), Hit(0, 0, 1), Hit(9, 0, 1)):
        assert rows.row_after(hit) == sum(other < hit[:2] for other in (each[:2] for each in found))


def test_article_rows_take_a_range_as_it_is_and_grow_from_parts():
    whole = ArticleRows()
    whole.extend(range(1, 100_001))
    assert len(whole) == whole.lines == 100_000
    assert whole.row_of(500) == 499
    parts = ArticleRows()
    parts.extend([3, 9])
    parts.extend([4])
    assert [parts[row] for row in range(3)] == [3, 9, 4]
    assert parts.row_of(4) == 2
    assert parts.row_of(7) is None
