"""The contents of a line in the lists, by the width of the window: figures and signs first, the outside text last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from labels.browsing.highlights import found_in_sentence, found_in_title
from labels.browsing.queries import ListedArticle, SentenceSort
from labels.browsing.sentences import ListedSentence
from tui.printable import printable
from tui.widgets.bars import progress_bar
from tui.widgets.gutter import Piece, gutter
from tui.widgets.label_display import UNKNOWN, LabelDisplay, sentence_row
from tui.widgets.listed_line import ListedLine, fitted

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BETTER = 14  # the cells for labels that are more probable
_BAR = 1  # the cell at the left that shows the cursor


class ArticleColumns(NamedTuple):
    """The cells of each column of the list of articles; 0 leaves it out."""

    bar: int
    figures: int
    labels: int
    touched: int


def article_columns(width: int) -> ArticleColumns:
    """The columns of a window of `width` cells; the title has what is left."""
    if width >= 112:
        return ArticleColumns(10, 11, 30, 10)
    if width >= 72:
        return ArticleColumns(6, 9, 12, 6)
    if width >= 30:
        return ArticleColumns(0, 9, 0, 0)
    return ArticleColumns(0, 1 if width >= 8 else 0, 0, 0)


def article_line(
    article: ListedArticle, displays: Mapping[str, LabelDisplay], width: int, now: datetime, query: str = ""
) -> ListedLine:
    """An article: how far, what was given, when last, and its title, with what `query` found in it."""
    wide = article_columns(width)
    done = article.decided >= article.sentences
    pieces: list[Piece] = []
    if wide.bar:
        full, left = progress_bar(article.decided / article.sentences if article.sentences else 1.0, wide.bar)
        pieces += [Piece(full, ""), Piece(f"{left} ")]
    if wide.figures == 1:
        pieces.append(Piece("✓ " if done else "· " if not article.decided else "+ "))
    elif wide.figures:
        figures = f"{article.decided:,}/{article.sentences:,}"
        pieces.append(Piece(fitted(figures, wide.figures, right=True) + "  ", None if done else ""))
    if wide.labels:
        pieces += [*_labels(article, displays, wide.labels), Piece("  ")]
    if wide.touched:
        pieces.append(Piece(fitted(moment(article.touched, now, wide.touched), wide.touched, right=True) + "  "))
    return ListedLine(pieces, article.title, highlights=found_in_title(query, article.title))


def article_heads(width: int) -> str:
    """The heads of the columns, in line with them."""
    wide = article_columns(width)
    if not wide.labels:
        return ""
    done = fitted("decided", wide.bar + 1 + wide.figures, right=True)
    return " " * _BAR + f"{done}  {fitted('labels', wide.labels)}  {fitted('last', wide.touched, right=True)}  title"


def sentence_line(
    sentence: ListedSentence, displays: Mapping[str, LabelDisplay], width: int, sort: SentenceSort, query: str = ""
) -> ListedLine:
    """A sentence: what was decided of it, what it is sorted by, and its text, with what `query` found in it."""
    field = 13 if width >= 72 else 5 if width >= 24 else 1 if width >= 8 else 0
    pieces = [Piece(" ", "")] if width >= 72 else []
    if field:
        pieces += [*gutter(sentence_row(sentence.annotation, displays), field), Piece(" ", "")]
    if width >= 40 and sort != "place":
        pieces.append(Piece(f"{_better(sentence, displays) if sort == 'doubt' else _measure(sentence, sort)}  "))
    return ListedLine(pieces, sentence.text, highlights=found_in_sentence(query, sentence.text))


def moment(iso: str | None, now: datetime, cells: int) -> str:
    """A moment as short as it can be told apart from `now`: `14:05`, `24 Nov`, `2025`, or the date if there is room."""
    if iso is None:
        return ""
    at = datetime.fromisoformat(iso).astimezone()
    now = now.astimezone()
    if at.date() == now.date():
        return at.strftime("%H:%M")
    if cells >= 10:
        return at.strftime("%Y-%m-%d")
    return f"{at.day} {_MONTHS[at.month - 1]}" if at.year == now.year else str(at.year)


def _measure(sentence: ListedSentence, sort: SentenceSort) -> str:
    mark = sentence.annotation
    if sort == "length":
        return f"{sentence.hit.end - sentence.hit.start:>6,}"
    if sort == "seconds":
        return f"{mark.seconds:>6.1f} s" if mark.seconds is not None else " " * 8
    if mark.decided_at is None:
        return " " * 11
    return datetime.fromisoformat(mark.decided_at).astimezone().strftime("%m-%d %H:%M")


def _better(sentence: ListedSentence, displays: Mapping[str, LabelDisplay]) -> str:
    """The labels that the model found more probable, after a question mark. No decision looks like that."""
    names = [displays[id].name if id in displays else printable(id) for id in sentence.better]
    return fitted(f"? {' + '.join(names)}" if names else "", _BETTER)


def _labels(article: ListedArticle, displays: Mapping[str, LabelDisplay], cells: int) -> Sequence[Piece]:
    """The labels given, the most frequent first, by name where there is room for names, else by key."""
    pieces = [Piece(f"!{article.flagged} ", "")] if article.flagged else []
    left = cells - sum(len(piece.text) for piece in pieces)
    for number, (id, often) in enumerate(article.labels):
        display = displays.get(id, LabelDisplay(id, printable(id), "", UNKNOWN))
        shown = f"{display.name} {often:,} " if cells >= 20 else f"{display.key or display.name[:1]}{often:,} "
        more = number + 1 < len(article.labels)
        if cell_len(shown) > left - more:
            pieces.append(Piece("…" if left else ""))
            left -= min(left, 1)
            break
        pieces.append(Piece(shown, display.colour))
        left -= cell_len(shown)
    return [*pieces, Piece(" " * left, "")]
