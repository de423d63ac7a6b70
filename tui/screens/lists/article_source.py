"""The list of articles: how far each one is, what was given in it, when last, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.widget import Widget

from labels.browsing.articles import ARTICLE_SORTS, ArticleSearch
from labels.browsing.lists import Lists
from labels.browsing.queries import ListedArticle
from labels.browsing.rows import ArticleRows
from labels.desk import Desk, Step
from labels.values.progress import Progress
from tui.screens.list_state import ListName, ListState
from tui.screens.lists.lines import article_heads, article_line
from tui.screens.lists.source import Request
from tui.widgets.label_display import label_displays
from tui.widgets.listed_line import ListedLine

_AHEAD = 32  # articles read at a time, on either side of a window
_KEPT = 2048


class ArticleSource:
    """All articles, or those that a query selects."""

    name: ListName = "articles"
    query_hint = "words of a title or source, or a query such as label:claim is:undecided"
    sorts = ("as imported", "by title", "by progress", "by length", "by last decision")

    def __init__(self, desk: Desk, state: ListState[ArticleRows]) -> None:
        """List the articles that `desk` works on, as they were left in `state`."""
        self._desk = desk
        self._state = state
        self._codebook = desk.project.codebook
        self._displays = label_displays(self._codebook)
        self._articles: dict[int, ListedArticle] = {}
        if not state.query and not state.sort and not state.descending:
            self._list_all()
        elif state.rows is not None:
            state.row = state.rows.row_of(desk.page.article.n) or state.row

    def _list_all(self) -> None:
        """As imported and without a query, the list needs no search."""
        state, lists = self._state, self._desk.project.lists
        rows = ArticleRows(lists.all_articles())
        state.rows, state.whole, state.change = rows, True, lists.newest_change()
        row = rows.row_of(self._desk.page.article.n) or 0
        if row != state.row:
            state.row, state.line = row, None

    def new_rows(self) -> ArticleRows:
        """Rows to be filled by a search."""
        return ArticleRows()

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[int]]:
        """Search for articles, part by part. Runs in a thread."""
        annotator, sort = self._desk.project.annotator, ARTICLE_SORTS[request.sort]
        search = ArticleSearch(annotator, request.query, sort, request.descending)
        return lists.find_articles(self._codebook, search, Progress(cancelled=stop))

    def descends(self, sort: int) -> bool:
        """Whether an order begins with the newest."""
        return ARTICLE_SORTS[sort] == "touched"

    def nearest(self, rows: ArticleRows, wanted: int) -> int | None:
        """None: if an article is gone, the row number is kept."""
        return None

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        """An article on a line."""
        article = self._article(row)
        if article is None:
            return ListedLine()
        return article_line(article, self._displays, width, self._desk.project.clock(), self._state.query)

    def _article(self, row: int) -> ListedArticle | None:
        """The article in a row, read together with those around it."""
        rows = self._state.shown
        n = rows[row]
        if n not in self._articles:
            if len(self._articles) > _KEPT:
                self._articles.clear()
            around = range(max(0, row - _AHEAD), min(len(rows), row + _AHEAD))
            missing = [n for n in (rows[each] for each in around) if n not in self._articles]
            project = self._desk.project
            for article in project.lists.article_lines(project.annotator, missing):
                self._articles[article.n] = article
        return self._articles.get(n)

    def forget_lines(self) -> None:
        """Read articles again."""
        self._articles.clear()

    def heads(self, width: int) -> str:
        """The heads of the columns."""
        return article_heads(width)

    def summary(self, position: str, order: str) -> str:
        """The text of the first line."""
        return f"Articles  {position}  {order}"

    def hint(self, searching: bool) -> str:
        """The order of work, and what is left to do."""
        order, tally = self._desk.order.in_words(), self._desk.tally
        left = f"Sentences to label in this project: {tally.sentences - tally.decided:,}"
        yours = "" if tally.own is None else f" ({tally.undecided:,} of yours)"
        return f"Order of work: {order}. {left}{yours}."

    def widgets(self) -> Sequence[Widget]:
        """There is nothing below the list."""
        return ()

    def show_row(self, row: int | None) -> None:
        """Does nothing, because a line already shows everything about an article."""

    def open(self, row: int) -> Step:
        """Open an article at the desk."""
        n = self._state.shown[row]
        return Step() if n == self._desk.page.article.n else self._desk.open_article(n)
