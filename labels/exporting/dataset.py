"""What an exporter gets: the selected decisions of a project, and what is known beside them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from labels.codebook import Label
from labels.exporting.dataset_facts import About
from labels.exporting.record import RecordInContext
from labels.exporting.records import Selection, records
from labels.exporting.unanimous import agreed
from labels.projections.read import labels_in_use

if TYPE_CHECKING:
    from labels.project import Project

#: What one row of the exported data is.
Unit = Literal["decision", "sentence", "article"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The training data to write. `parts` names the part (train, validation, test) of each article id, if any.

    `one_row_per` "sentence" keeps the sentences on which all agree, as one record each; "article" gives the same
    records as "decision", for exporters that put those of an article into one row. `about` is what only people know
    of the data: it goes into their descriptions. `over` watches the records go by (`labels.exporting.fidelity`).
    """

    project: Project
    selection: Selection = field(default_factory=Selection)
    parts: Mapping[str, str] | None = None
    one_row_per: Unit = "decision"
    about: About = field(default_factory=About)
    over: Callable[[Iterator[RecordInContext]], Iterator[RecordInContext]] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the labels that can occur, in the order of the codebook."""
        return tuple(label.name for label in self.described_labels)

    @property
    def described_labels(self) -> tuple[Label, ...]:
        """The labels that can occur: those that can be given, and what else occurs, each name once.

        A label that was merged into another occurs under the other's name; one that no codebook here has, under its id.
        """
        used, codebook = labels_in_use(self.project.connection), self.project.codebook
        unknown = used.keys() - {label.id for label in codebook.labels}
        found: dict[str, Label] = {}
        for label in codebook.labels:
            if codebook.can_be_given(label) or label.id in used:
                found.setdefault(label.name, label)
        for id in sorted(unknown):
            found.setdefault(id, Label(id, id, None, retired=True))
        return tuple(found.values())

    @property
    def several(self) -> bool:
        """Whether a sentence may carry more than one label."""
        return self.project.codebook.choose == "many"

    def records(self) -> Iterator[RecordInContext]:
        """The records in the order of `labels.exporting.records`; anew at every call."""
        found = self.every_record()
        if self.over is not None:
            return self.over(found)
        return agreed(found) if self.one_row_per == "sentence" else found

    def every_record(self) -> Generator[RecordInContext, None, None]:
        """The records with those of sentences on which annotators differ, whatever one row is."""
        for record in records(self.project, self.selection):
            if self.parts is not None:
                record["split"] = self.parts.get(record["article_id"])
            yield record
