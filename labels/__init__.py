"""Copydesk without a terminal: articles, sentences, codebooks, the journal, and the labelling desk.

Everything the program does can be done from here; `Project` is where to start.
"""

from labels.article import Article
from labels.codebook import Codebook, Label
from labels.errors import CopydeskError
from labels.journal.event import Event
from labels.project import Project
from labels.sentence import Sentence
from labels.values.annotation import Annotation

__all__ = ["Annotation", "Article", "Codebook", "CopydeskError", "Event", "Label", "Project", "Sentence"]
