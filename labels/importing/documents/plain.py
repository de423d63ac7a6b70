"""Plain text: one file is one article, and its text is kept as it came."""

from __future__ import annotations

from collections.abc import Iterator

from labels.article import Article
from labels.importing.documents.headline import headline
from labels.importing.files.source import Source
from labels.importing.found import Found


class PlainText:
    """Reads any text. The headline stays in the text: texts never change, and offsets count in them."""

    name = "text"
    suffixes = (".txt", ".text")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Everything may be plain text; what is not is refused when it is decoded."""
        return True

    def read(self, source: Source) -> Iterator[Found]:
        """The one article. Raises ReadingError when the bytes are no text."""
        text, encoding = source.text()
        title = headline(text) or source.stem
        article = Article(text, title=title, source=source.name, meta=source.meta)
        yield Found(source.name, article, encoding)
