"""The protocol of an open project for importing, merging, packs and the search for near-duplicates.

`labels.project.Project` calls them and fulfils it. It has only what they use, so none of them imports the facade.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from labels.article import ArticleNumber
    from labels.codebook import Codebook
    from labels.codebook.change import CodebookChange
    from labels.decision import Incoming
    from labels.journal.append import Journal
    from labels.journal.ingest import Ingested
    from labels.journal.merger import Merger
    from labels.projections.articles import ArticleRow
    from labels.projections.near_duplicates import NearDuplicateStore
    from labels.projections.packer import Packer
    from labels.projections.project_reader import ProjectReader
    from labels.sqlite.project_file import ProjectFile
    from labels.team_api import TeamApi
    from labels.values.viewer import Viewer


class OpenProject(Protocol):
    """What they need from a project: its readers and writers, its codebook, and the acts of an import."""

    path: Path

    @property
    def reader(self) -> ProjectReader:
        """Reads articles, annotations and codebooks."""

    @property
    def near_duplicates(self) -> NearDuplicateStore:
        """Keeps which articles are near-duplicates."""

    @property
    def journal(self) -> Journal:
        """Writes events, and knows who works."""

    @property
    def merger(self) -> Merger:
        """Merges the journals of other files."""

    def clock(self) -> datetime:
        """The time now, with its time zone."""

    def reread_codebook(self) -> None:
        """Forget the codebook that was read before."""

    @property
    def packer(self) -> Packer:
        """Reads what goes into packs."""

    @property
    def team(self) -> TeamApi:
        """Knows the leads."""

    @property
    def pack_owner(self) -> str | None:
        """The name of the annotator for whom this pack was made; None if the project is not a pack."""

    @property
    def file(self) -> ProjectFile:
        """Transactions, and the state that is local to a file."""

    @property
    def viewer(self) -> Viewer:
        """Who reads."""

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""

    @property
    def codebook_version(self) -> int:
        """The number of the codebook's version, from 1."""

    def begin(self) -> None:
        """Give a project that has no codebook yet the one that comes with Copydesk."""

    def articles(self) -> Iterator[ArticleRow]:
        """The articles in the order of their import."""

    def number_of(self, article: str | None, /) -> ArticleNumber | None:
        """The number of the article with this id; None if unknown."""

    def ingest(self, incoming: Iterable[Incoming]) -> list[Ingested]:
        """Add articles and the decisions that come with them, in one transaction."""

    def plan_codebook(
        self, new: Codebook, *, renames: Mapping[str, str] | None = None, retire: Collection[str] = ()
    ) -> CodebookChange:
        """The change to the codebook `new`, with its effects."""

    def change_codebook(self, change: CodebookChange, /) -> int:
        """Write a planned change of the codebook; returns the new version."""
