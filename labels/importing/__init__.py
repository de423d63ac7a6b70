"""Getting articles, and what was said of their sentences, out of files of any format and into a project."""

from labels.importing.found import Found, Refused
from labels.importing.reading import read_articles
from labels.importing.sources import find_sources

__all__ = ["Found", "Refused", "find_sources", "read_articles"]
