"""Getting articles, and what was said of their sentences, out of files of any format and into a project."""

from labels.formats.reader import ImportedArticle
from labels.importing.reading import read_articles
from labels.importing.report import Refused
from labels.importing.sources import find_sources

__all__ = ["ImportedArticle", "Refused", "find_sources", "read_articles"]
