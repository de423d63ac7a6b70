"""The list of articles: how far each one is, what was given in it, when last, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from labels.browsing.articles import ARTICLE_SORTS, ArticleSearch
from labels.browsing.lists import Lists
from labels.browsing.queries import ListedArticle
from labels.browsing.rows import ArticleRows
from labels.browsing.work_order import ORDERS
from labels.desk import Step
from labels.errors import CopydeskError
from labels.values.progress import Progress
from tui.screens.browser.lines import article_heads, article_line
from tui.screens.browser.list_screen import ListScreen
from tui.screens.browser.list_state import Kept
from tui.screens.browser.searching import Request
from tui.screens.desk import DeskScreen
from tui.waiting import Patience
from tui.widgets.listed_line import ListedLine

_AHEAD = 32  # articles read at a time, on either side of a window
_KEPT = 2048


class ArticlesScreen(ListScreen):
    """All articles, or those that a query selects. `article_bindings` has its keys."""

    NAME = "articles"
    HEAD = "Find:"
    HINT = "words of a title or source, or a query such as label:claim is:undecided"
    SORTS = ("as imported", "by title", "by progress", "by length", "by last decision")
    BINDING_GROUP_TITLE = "Articles"

    def __init__(self, behind: DeskScreen, kept: Kept[ArticleRows]) -> None:
        """List the articles of the desk `behind`, as they were `kept`."""
        super().__init__(behind, kept)
        self._articles: dict[int, ListedArticle] = {}
        if not kept.query and not kept.sort and not kept.descending:
            self._list_all()
        elif kept.rows is not None:
            kept.row = kept.rows.row_of(self.desk.page.article.n) or kept.row

    def _list_all(self) -> None:
        """As imported and without a query, the list needs no search."""
        lists, here = self.desk.project.lists, self.desk.page.article.n
        rows = ArticleRows(lists.all_articles())
        self.kept.rows, self.kept.whole, self.kept.change = rows, True, lists.newest_change()
        row = rows.row_of(here) or 0
        if row != self.kept.row:
            self.kept.row, self.kept.line = row, None

    def new_rows(self) -> ArticleRows:
        return ArticleRows()

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[int]]:
        annotator, sort = self.desk.project.annotator, ARTICLE_SORTS[request.sort]
        search = ArticleSearch(annotator, request.query, sort, request.descending)
        return lists.find_articles(self._codebook, search, Progress(cancelled=stop))

    def descends(self, sort: int) -> bool:
        return ARTICLE_SORTS[sort] == "touched"

    def draw(self, row: int, heading: bool, width: int) -> ListedLine:
        article = self._article(row)
        if article is None:
            return ListedLine()
        return article_line(article, self._faces, width, self.desk.project.clock(), self.kept.query)

    def _article(self, row: int) -> ListedArticle | None:
        """The article in a row, read together with those around it."""
        n = self.rows[row]
        if n not in self._articles:
            if len(self._articles) > _KEPT:
                self._articles.clear()
            around = range(max(0, row - _AHEAD), min(len(self.rows), row + _AHEAD))
            numbers = [self.rows[each] for each in around]
            missing = [each for each in numbers if each not in self._articles]
            project = self.desk.project
            for article in project.lists.article_lines(project.annotator, missing):
                self._articles[article.n] = article
        return self._articles.get(n)

    def forget_lines(self) -> None:
        self._articles.clear()

    def summary(self) -> str:
        return f"Articles  {self.position}  {self.sorted_by}"

    def heads(self, width: int) -> str:
        return article_heads(width)

    def hint(self) -> str:
        if self.query_line.typing:
            return "The list follows as you type. Enter goes to the list."
        return f"Order of work: {self._order}. Sentences to label in this project: {self.desk.tally.undecided:,}."

    @property
    def _order(self) -> str:
        return self.desk.order.in_words()

    def go_to_desk(self) -> Step:
        n = self.rows[self.long_list.cursor]
        return Step() if n == self.desk.page.article.n else self.desk.open_article(n)

    async def action_order(self) -> None:
        """Go through the articles in another order from now on; a shuffle asks for its seed."""
        name, seed = self.desk.order.chosen()
        after = ORDERS[(ORDERS.index(name) + 1) % len(ORDERS)]
        if after == "shuffled":
            self.prompt.ask("Shuffle the articles. Seed (a whole number):", self._shuffle, str(seed or 1))
        else:
            await self._work_in(after)

    async def _shuffle(self, typed: str) -> None:
        typed = typed.strip()
        if typed.isdecimal():
            await self._work_in("shuffled", int(typed[:18]))
        else:
            self.paint_around(f"“{typed}” is no whole number; the order of work is as it was.")

    async def _work_in(self, name: str, seed: int = 0) -> None:
        try:
            patience: Patience = self.app.patience
            step = await patience.verb(self.desk, lambda: self.desk.change_order(name, seed), self.notice_line.tell)
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.paint_around(step.notice)
