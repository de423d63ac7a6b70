"""Getting articles into a project: plain text, Markdown, folders and standard input, as `Article` values."""

from labels.importing.found import Found, Refused
from labels.importing.reading import read_articles
from labels.importing.sources import find_sources

__all__ = ["Found", "Refused", "find_sources", "read_articles"]
