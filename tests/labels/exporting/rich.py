"""Projects in which everything there is has happened, in any order, as Hypothesis will have it."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from labels.article import Article
from labels.browsing.chosen_order import choose_order
from labels.codebook import Label
from labels.errors import MovedError, UsageError
from labels.journal.event import Act
from labels.project import Project
from labels.projections.near_duplicates import NearDuplicateStore
from labels.sqlite.connection import writing
from labels.values.place import Place
from tests.labels.making import TEXTS, make_project, use_codebook

ANNOTATORS = ("ana", "ben", "Ünal \u202e")

_LONG = "The council met on Monday about the bridge. Nobody knows when it opens again. “We wait,” the mayor said. "

#: Some are near-duplicates of others.
ARTICLES = (*TEXTS, _LONG + "It rained.", _LONG + "It snowed.\n\nA last word.", "Quite another one. With two.")

_KINDS = (
    *("label", "label", "label", "run", "skip", "clear", "flag", "unflag", "note", "split", "join", "undo", "undo"),
    *(
        "redo",
        "again",
        "mend",
        "example",
        "counter",
        "rename",
        "define",
        "grow",
        "retire",
        "place",
        "walk",
        "prefer",
        "export",
        "add",
    ),
)

#: What happens, who does it, and three numbers that say to which sentence, how, and with what.
steps = st.lists(
    st.tuples(st.sampled_from(_KINDS), st.integers(0, 2), st.integers(0, 99), st.integers(0, 99), st.text(max_size=8)),
    min_size=4,
    max_size=40,
)


def make_rich(path: Path, happened: list[tuple[str, int, int, int, str]]) -> None:
    """A new project in which all of this has happened."""
    make_project(path, texts=ARTICLES[:5]).close()
    with ExitStack() as desks:
        projects = [desks.enter_context(Project(path, name)) for name in ANNOTATORS]
        for kind, who, one, other, text in happened:
            projects[who].reread_codebook()
            with suppress(UsageError, MovedError):  # not everything can happen everywhere
                _do(projects[who], kind, one, other, text)


def _do(project: Project, kind: str, one: int, other: int, text: str) -> None:
    sentences = list(project.sentences())
    sentence = sentences[one % len(sentences)]
    names = [label.name for label in project.codebook.active]
    name = names[other % len(names)]
    match kind:
        case "label":
            project.label(sentence, name, seconds=other / 7, suggested=(names[0], other / 100))
        case "run":
            said = {"labels": [project.codebook.active[0].id]}
            acts = [
                Act("label", project.number_of(each.article), each.start, each.end, said)
                for each in sentences[one % len(sentences) :][:3]
            ]
            project.journal.record(acts, Place(1, sentences[0].start, 0))
        case "skip":
            project.skip(sentence)
        case "clear":
            project.clear(sentence)
        case "flag" | "unflag":
            project.flag(sentence, kind == "flag", *([text] if kind == "flag" else []))
        case "note":
            project.note(sentence, text)
        case "split":
            project.split(sentence, sentence.start + 1 + other % (sentence.end - sentence.start))
        case "join":
            project.join(sentence)
        case "undo":
            project.undo()
        case "redo":
            project.redo()
        case "again":
            project.undo()
            project.redo()
        case "mend":
            project.label(sentence, name)
            project.split(sentence, sentence.start + 1 + other % (sentence.end - sentence.start))
        case "example" | "counter":
            project.add_example(sentence, name, counter=kind == "counter")
        case "rename" | "define" | "grow" | "retire":
            _change_codebook(project, kind, name, text)
        case "place" | "walk":
            n = project.number_of(sentence.article)
            assert n is not None
            place = Place(n, sentence.start, other)
            if kind == "walk":
                project.journal.save_place(place)
            else:
                project.journal.record([Act("note", n, sentence.start, sentence.end, {"text": text})], place)
        case "prefer":
            with writing(project.connection) as connection:
                choose_order(connection, project.annotator, "shuffled" if other % 2 else "shortest", other)
        case "export":
            with writing(project.connection) as connection:
                NearDuplicateStore(connection).keep_split(f"train=80,test=20 by article, seed {other}", one % 6, _NOW)
        case "add":
            project.add(Article(ARTICLES[other % len(ARTICLES)], title=f"Number {one}", meta={"desk": text}))


_NOW = datetime(2024, 5, 1, tzinfo=UTC).isoformat()


def _change_codebook(project: Project, kind: str, name: str, text: str) -> None:
    codebook = project.codebook
    labels = [label for label in codebook.labels if not label.retired]
    if kind == "grow":
        new = Label(f"new {len(codebook.labels)}", f"new {len(codebook.labels)}", "npwxyz"[len(codebook.labels) % 6])
        use_codebook(project, replace(codebook, labels=(*codebook.labels, new)))
    elif kind == "retire":
        kept = tuple(label for label in labels if label.name != name)
        if kept:
            project.change_codebook(project.plan_codebook(replace(codebook, labels=kept), retire=[name]))
    else:
        said = {"name": f"{name[:20]} 2"} if kind == "rename" else {"definition": f"What {text!a} is."}
        changed = tuple(replace(label, **said) if label.name == name else label for label in labels)
        renames = {name: said["name"]} if kind == "rename" else {}
        project.change_codebook(project.plan_codebook(replace(codebook, labels=changed), renames=renames))
