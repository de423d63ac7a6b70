"""Getting articles into a project: plain text, Markdown, folders and standard input, as `Article` values."""

from labels.importing.files.sources import find_sources
from labels.importing.found import Found, Refused
from labels.importing.reading import read_articles

__all__ = ["Found", "Refused", "find_sources", "read_articles"]
