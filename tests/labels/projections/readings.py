"""A project with something in every table, and everything that anybody reads of a project."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from labels.duplicates.finding import find_near_duplicates
from labels.errors import CopydeskError
from labels.exporting.records import Selection, records
from labels.journal.event import GOLD, Act
from labels.journal.suggestions import Run, Suggestion, keep_suggestions, runs, suggestions_for
from labels.project import Project
from labels.projections.work import catch_up
from labels.sqlite import annotator_state, preferences
from labels.values.place import Place
from tests.labels.making import SCHEME, make_project, use_codebook

_ALL = ("labelled", "skipped", "undecided")

_LONG = " ".join(f"The council met on day {n} and said nothing new of the bridge." for n in range(40))


def make_full_project(path: Path) -> None:
    """Every kind of act, two people, decisions that others replaced or that are undone, and what is local."""
    with make_project(path) as project:
        project.add(_LONG, title="A long one", language="en")
        project.add(_LONG.replace("day 7 ", "day 8 "), title="The same")
        sentences = list(project.sentences())
        for sentence in sentences[:5]:
            project.label(sentence, "claim", "fact", seconds=1.25, suggested=("quote", 0.5))
        project.label(sentences[1], "quote", seconds=2.5)
        project.skip(sentences[5])
        project.flag(sentences[5], reason="odd")
        project.note(sentences[6], "Why? 😀")
        project.note(sentences[7], "n" * 6000)
        project.add_example(sentences[6], "claim")
        project.clear(sentences[0])
        project.undo()
        project.undo()
        project.redo()
        project.join(sentences[0])
        project.split(sentences[12], sentences[12].start + 12)
        use_codebook(project, SCHEME)
        n = project.number_of(sentences[20].article)
        project.journal.record([Act("setting", payload={"key": "goal", "value": 5})])
        span = (sentences[20].start, sentences[20].end)
        gold = Act("label", n, *span, {"labels": ["claim"], "saw": []}, layer=GOLD)
        project.journal.record([gold], place=Place(n, sentences[20].start, 0))
        (key,) = project.connection.execute("SELECT key FROM person WHERE n = 1").fetchone()
        project.journal.record([Act("assign", n, payload={"to": key, "on": True})])
        with project.file.writing() as connection:
            run = Run(b"r" * 32, "a model")
            keep_suggestions(connection, run, [Suggestion(n, *span, "claim", 0.25)], "2024-03-01T10:00:00+00:00")
            preferences.write(connection, "ana", "theme", "dark")
            project.near_duplicates.keep_split("8/1/1", 3, "2024-03-01T10:00:00+00:00")
        list(find_near_duplicates(project))
        with project.file.writing() as connection:
            catch_up(connection)
    with Project(path, "ben") as project:
        project.label(sentences[4], "quote")


def readings(path: Path) -> str:
    """Everything that the lists, exports, figures, log and histories tell of a project; or that it cannot be read."""
    try:
        with Project(path, "ana", write=False) as project:
            connection = project.connection
            sentences = list(project.sentences())
            told: list[object] = [
                list(project.articles()),
                sentences,
                list(records(project.view, Selection(statuses=_ALL))),
                list(project.log()),
                [project.history(each) for each in sentences[:25]],
                [project.progress(name) for name in project.annotators()],
                asdict(project.statistics()),
                project.everyone(),
                project.digest(),
                project.codebook,
                [each.id for word in ("bridge", "mayor", "late", "llego") for each in project.find(word, anyone=True)],
                list(project.near_duplicates.links()),
                runs(connection),
                [list(suggestions_for(connection, row.n)) for row in project.articles()],
                list(annotator_state.preferences(connection)),
                list(annotator_state.splits_made(connection)),
            ]
            return repr(told)
    except (CopydeskError, Exception) as error:  # noqa: BLE001  # whatever it is, it is no reading
        return f"{type(error).__name__}: {error}"
