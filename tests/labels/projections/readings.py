"""A project with something in every table, and everything that anybody reads of a project."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

from labels.duplicates.finding import find_near_duplicates
from labels.errors import CopydeskError
from labels.exporting.records import Selection, records
from labels.journal.event import GOLD, Act
from labels.journal.suggestions import Run, Suggestion, keep_suggestions, runs, suggestions_for
from labels.project import Project
from labels.projections.work import catch_up
from labels.report.report import report
from labels.sqlite import annotator_state, preferences
from labels.team.sample import Size
from labels.values.place import Place
from labels.values.review import STATES
from tests.labels.making import SCHEME, Clock, make_project, use_codebook

_ALL = ("labelled", "skipped", "undecided")

_LONG = " ".join(f"The council met on day {n} and said nothing new of the bridge." for n in range(40))


def make_full_project(path: Path) -> None:
    """Every kind of act, three people, decisions replaced by others or undone, a review, and what is local."""
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
    with Project(path, "ben", clock=_clock(1)) as project:
        project.label(sentences[4], "quote")
        for sentence in list(project.sentences())[32:38]:
            project.label(sentence, "claim", seconds=3.0)
    _review(path)
    _suggest_and_rename(path)


def _review(path: Path) -> None:
    """What a lead does: conflicts settled, settled again, undone; gold by rule; work sent back; feedback; a round."""
    with Project(path, "lea", clock=_clock(2)) as lea:
        lea.flag(list(lea.sentences())[41])
    with Project(path, "ana", clock=_clock(2)) as lead:
        sentences = list(lead.sentences())
        for sentence in sentences[32:35]:
            lead.label(sentence, "claim" if sentence == sentences[32] else "quote", seconds=0.75)
        lead.team.make_lead()
        lead.settle(sentences[33], "quote", reason="a voice speaks")
        lead.settle(sentences[34], "claim")
        lead.settle(sentences[34], "fact")
        lead.settle(sentences[35])
        lead.unsettle(sentences[35])
        lead.settle(sentences[36], "opinion")
        lead.journal.undo(review=True)
        n, *span = lead.number_of(sentences[33].article), sentences[33].start, sentences[33].end
        lead.journal.record([Act("note", n, *span, {"text": "as in the codebook"}, GOLD)])
        assert lead.settle_by_rule("unanimous").done
        lead.returning.send_back("ben", "is:labelled", "who says so?")
        lead.returning.take_back("ben", "council")
        lead.feedback.open("ben")
        lead.team.sample(Size(articles=2), "ana", "ben", name="pilot", round=True)
        lead.team.close_round("pilot")
        lead.team.sample(Size(articles=1), name="second")
        lead.team.assign_units([(n, sentences[40].start, sentences[40].end)], "ben")
        seen = lead.review_of(sentences[32]).saw
        lead.settle(sentences[32], "claim")
        lead.team.make_lead("lea")
    with Project(path, "lea", clock=_clock(3)) as lea:
        said = {"labels": ["quote"], "saw": seen}  # and no settlement, as in another file: this one is contested
        lea.journal.record([Act("label", n, sentences[32].start, sentences[32].end, said, GOLD)])
    with Project(path, "ben", clock=_clock(3)) as ben:
        ben.label(sentences[33], "fact")  # what was settled is reopened
        ben.label(sentences[1], "quote")


def _suggest_and_rename(path: Path) -> None:
    """Decisions beside suggestions, and a label that was merged into another."""
    with Project(path, "ana", clock=_clock(4)) as project:
        project.suggestions.set_mode("suggest")
        project.suggestions.set_mode("second look", "everybody")
        sentence = list(project.sentences())[42]
        n = project.number_of(sentence.article)
        by = {"run": "online", "label": "claim", "score": 0.75, "mode": "suggest", "accepted": False}
        said = {"labels": ["quote"], "seconds": 2.0, "suggestion": by, "p_given": 0.125, "p_other": 0.75}
        shown = {"other": ["claim"], "shown": {"order": "as imported", "probability": 0.5}}
        project.journal.record([Act("label", n, sentence.start, sentence.end, said | shown, 0)])
        merged = project.plan_codebook(
            replace(SCHEME, labels=tuple(each for each in SCHEME.labels if each.id != "fact")),
            renames={"fact": "claim"},
        )
        project.change_codebook(merged)
    with Project(path, "ben", clock=_clock(30)) as project:
        project.label(list(project.sentences())[4], "claim")
        with project.file.writing() as connection:
            catch_up(connection)
        project.label(list(project.sentences())[3], "claim", seconds=1.5)  # which is not counted yet


def _clock(hours: int) -> Clock:
    """A clock so long after the project was begun."""
    clock = Clock()
    clock.now += timedelta(hours=hours)
    return clock


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
                list(project.gold.every_unit()),
                project.gold_counts(),
                list(records(project.view, Selection(states=STATES))),
                [project.returning.sent_back(name) for name in project.annotators()],
                project.feedback.everybody(),
                project.team.figures(),
                project.team.samples(),
                project.team.held(),
                report(project).markdown(),
                project.suggestions.report(),
                project.suggestions.doubts(),
                project.suggestions.mode,
            ]
            return repr(told)
    except (CopydeskError, Exception) as error:  # noqa: BLE001  # whatever it is, it is no reading
        return f"{type(error).__name__}: {error}"
