"""What other tools' models said of sentences, by way of their files, goes through the same policy as our own model."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from labels.importing.pipeline import ImportOptions, import_articles, look_into
from labels.project import Project
from labels.projections.people import names_of_people
from labels.suggest.policy import is_blind
from tests.labels.making import use_codebook

CODEBOOK = Codebook((Label("claim", "claim", "c"), Label("quote", "quote", "q"), Label("fact", "fact", "f")))
TURNS = ("claim", "quote", "fact")

Rows = list[dict[str, Any]]


def truth(text: str) -> str:
    """The label of a sentence of `text_of`: its number says which."""
    return TURNS[int(text.split()[1]) % 3]


def text_of(article: int) -> str:
    return " ".join(f"Sentence {20 * article + n} is of this article." for n in range(20))


@pytest.fixture
def project(tmp_path):
    """Ten articles of twenty sentences, of which Ana decided the first eight."""
    with Project(tmp_path / "news.db", "ana") as project:
        use_codebook(project, CODEBOOK)
        for article in range(10):
            project.add(text_of(article), title=f"Article {article}")
        for sentence in list(project.sentences())[:160]:
            project.label(sentence, truth(sentence.text))
        yield project


def digest(project: Project) -> list[tuple[str, str | None, tuple[str, ...]]]:
    found = [(each.id, project.annotation(each)) for each in project.sentences()]
    return [(id, said.status, said.labels) for id, said in found]


def exported(project: Project, format: str) -> Path:
    """The project as another tool gets it, with the sentences that wait."""
    from labels.exporting.records import select
    from labels.exporting.selection import Selection
    from labels.formats.writer_registry import writer_named
    from labels.values.progress import UNWATCHED

    path = project.path.with_name(f"out.{format}.jsonl" if format in ("doccano", "prodigy", "jsonl") else "out.json")
    writer_named(format).write(
        select(project.view, Selection(statuses=("labelled", "skipped", "undecided"))), path, UNWATCHED
    )
    return path


def lines(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, rows: Rows) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


# What each tool writes when a model of its own has spoken. --------------------------------------------------


def by_doccano(path: Path) -> None:
    """Its auto-labelling writes labels that look like anybody's."""
    rows = lines(path)
    for row in rows:
        row["label"] = [truth(row["text"])]
    write(path, rows)


def by_prodigy(path: Path) -> None:
    rows = lines(path)
    for row in rows:
        if "answer" not in row:
            options = [{**each, "score": 0.9} for each in row["options"]]
            row |= {"accept": [truth(row["text"])], "options": options}
    write(path, rows)


def by_label_studio(path: Path) -> None:
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        if not task.get("annotations"):
            value = {"choices": [truth(task["data"]["text"])]}
            result = [{"from_name": "label", "to_name": "text", "type": "choices", "value": value}]
            task["predictions"] = [{"model_version": "m1", "score": 0.9, "result": result}]
    path.write_text(json.dumps(tasks), encoding="utf-8")


def by_argilla(path: Path) -> None:
    records = json.loads(path.read_text(encoding="utf-8"))
    for record in records:
        if not record.get("responses"):
            label = truth(record["fields"]["text"])
            record["suggestions"] = {"label": {"value": label, "score": 0.9, "agent": "m1"}}
    path.write_text(json.dumps(records), encoding="utf-8")


def by_us(path: Path) -> None:
    rows = lines(path)
    for row in rows:
        if row["status"] == "undecided":
            row |= {"suggested_label": truth(row["text"]), "suggested_score": 0.9}
    write(path, rows)


TOOLS: list[tuple[str, Callable[[Path], None], str | None]] = [
    ("doccano", by_doccano, "auto"),
    ("prodigy", by_prodigy, None),
    ("prodigy", by_prodigy, "auto"),
    ("label-studio", by_label_studio, None),
    ("label-studio", by_label_studio, "auto"),
    ("argilla", by_argilla, None),
    ("argilla", by_argilla, "auto"),
    ("jsonl", by_us, None),
    ("jsonl", by_us, "auto"),
]


@pytest.mark.parametrize(
    ("format", "predict", "model"), TOOLS, ids=[f"{tool}-{model or 'as it says'}" for tool, _, model in TOOLS]
)
def test_suggestions_of_each_tool_are_shown_by_the_same_rules(project, format, predict, model):
    path = exported(project, format)
    predict(path)
    decided = digest(project)
    report = import_articles(project, [path], ImportOptions(suggested_by=model))
    assert (report.new, report.decisions, report.suggestions, report.refused) == (0, 0, 40, [])
    assert digest(project) == decided
    (named,) = project.suggestions.suggesters()[1:]
    assert model in (None, named)
    project.suggestions.choose_suggester(named)
    project.suggestions.set_mode("suggest")
    advisor = project.suggestions.advisor()
    while advisor.work():
        pass
    shown = {}
    for sentence in list(project.sentences())[160:]:
        n, span = project.number_of(sentence.article), (sentence.start, sentence.end)
        seen = advisor.look(n, span)
        assert [labels for labels, _ in seen.prediction.ranked[:1]] == [(truth(sentence.text),)]
        assert seen.is_kept_back == is_blind(sentence.id)
        shown[sentence.id] = seen
        project.label(sentence, truth(sentence.text))
    assert any(each.is_kept_back for each in shown.values())
    assert any(each.in_view for each in shown.values())
    assert {each.prediction.by for each in shown.values()} == {named}


def test_the_labels_of_any_file_can_be_suggestions(project, tmp_path):
    with (tmp_path / "predicted.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["article_id", "text", "label", "annotator"])
        rows.writerows([f"a{n}", f"New text {n}.", TURNS[n % 3], "ben"] for n in range(3))
    (tmp_path / "lines.txt").write_text("__label__claim One more.\n__label__fact __label__quote Two more.\n")
    for name, format in (("predicted.csv", None), ("lines.txt", "fasttext")):
        options = ImportOptions(suggested_by="bert", format=format)
        assert look_into([tmp_path / name], options).decisions == 0
        report = import_articles(project, [tmp_path / name], options)
        assert (report.decisions, report.suggestions) == (0, 3)
    assert set(names_of_people(project.connection).values()) == {"ana"}
    # One name for both files, and one for each.
    _, *found = project.suggestions.suggesters()
    assert [name.partition(" (")[0] for name in found] == ["bert"] * 3
    assert found[0] == "bert"
    project.suggestions.choose_suggester("bert")
    project.suggestions.set_mode("suggest")
    advisor = project.suggestions.advisor()
    while advisor.work():
        pass
    *_, csv_sentence, _, two = project.sentences()
    for sentence in (csv_sentence, two):
        span = (sentence.start, sentence.end)
        assert advisor.look(project.number_of(sentence.article), span).prediction.by == "bert"


def test_labels_that_the_codebook_lacks_are_no_reason_to_refuse_a_file_of_suggestions(project, tmp_path):
    path = tmp_path / "rows.jsonl"
    write(path, [{"article_id": "x", "text": "New.", "label": "hearsay"}])
    assert import_articles(project, [path], ImportOptions(suggested_by="bert")).suggestions == 1


def test_what_people_decided_here_is_never_a_suggestion(project):
    path = exported(project, "doccano")
    report = import_articles(project, [path], ImportOptions(suggested_by="auto"))
    assert (report.decisions, report.suggestions) == (0, 0)
    assert project.suggestions.suggesters() == ["copydesk-online-1"]


def test_a_second_import_adds_nothing(project):
    path = exported(project, "doccano")
    by_doccano(path)
    options = ImportOptions(suggested_by="auto")
    assert [import_articles(project, [path], options).suggestions for _ in range(2)] == [40, 0]


def test_an_archive_is_refused_since_its_labels_are_decisions(project, tmp_path):
    from labels.exporting.export import export_file

    path = tmp_path / "all.zip"
    export_file(project.view, path, "archive")
    for refused in (import_articles, lambda _, *rest: look_into(*rest)):
        with pytest.raises(UsageError, match="archive of a whole project"):
            refused(project, [path], ImportOptions(suggested_by="auto"))
