"""The very records that other tools are given."""

from __future__ import annotations

import json

import pytest

from labels.errors import ProjectError
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.formats.argilla import ArgillaWriter
from labels.formats.dataset import Dataset
from labels.formats.doccano import DoccanoWriter
from labels.formats.fasttext import FastTextWriter
from labels.formats.label_studio.writer import LabelStudioWriter
from labels.formats.prodigy import ProdigyWriter
from labels.formats.reader import ImportedArticle
from labels.importing.pipeline import import_articles
from labels.importing.reading import read_articles
from labels.project import Project
from labels.values.progress import UNWATCHED
from tests.labels.formats.projects import EVERYTHING, opened, records, write


@pytest.fixture
def decided(project):
    """Ana skips the first sentence and labels the second; ben only labels the second."""
    first, second, *_ = project.sentences()
    project.skip(first)
    project.label(second, "claim", seconds=2.5, suggested=("quote", 0.75))
    with Project(project.path, "ben@example.org", clock=project.clock) as ben:
        ben.label(second, "claim", "quote")
    return project


def rows(project, exporter, path, selection=None):
    content = write(project, exporter, path, selection or Selection()).decode()
    return json.loads(content) if content.startswith("[") else [json.loads(line) for line in content.splitlines()]


def test_prodigy(decided, tmp_path):
    first, second, third = rows(decided, ProdigyWriter(), tmp_path / "p.jsonl")
    assert (first["accept"], first["answer"]) == ([], "ignore")
    assert second["text"] == "“It will stay closed,” he said."
    assert (second["accept"], second["answer"], second["_annotator_id"]) == (["claim"], "accept", "ana")
    assert second["_timestamp"] == 1709284508
    assert second["options"][0] == {"id": "claim", "text": "claim"}
    assert second["config"] == {"choice_style": "multiple"}
    assert second["meta"]["article_id"] == records(decided)[0]["article_id"]
    assert (third["accept"], third["_annotator_id"]) == (["claim", "quote"], "ben@example.org")
    assert not any(key.endswith("_hash") for key in second)


def test_prodigy_gets_what_waits_as_tasks_without_an_answer(decided, tmp_path):
    waiting = rows(decided, ProdigyWriter(), tmp_path / "p.jsonl", EVERYTHING)[-1]
    assert not {"accept", "answer", "_timestamp", "_annotator_id"} & waiting.keys()
    assert waiting["options"]


def test_doccano(decided, tmp_path):
    first, second, _ = rows(decided, DoccanoWriter(), tmp_path / "d.jsonl")
    assert first["label"] == []
    assert isinstance(second["copydesk"], str)  # what is no text becomes Python's notation in doccano's CSV
    assert (second["text"], second["label"]) == ("“It will stay closed,” he said.", ["claim"])
    assert "id" not in second  # doccano would write it over its own


def test_label_studio(decided, tmp_path):
    first, second = rows(decided, LabelStudioWriter(), tmp_path / "l.json")
    assert first["annotations"][0] | {"id": 0, "created_at": 0, "updated_at": 0} == {
        "id": 0,
        "result": [],
        "was_cancelled": True,
        "ground_truth": False,
        "created_at": 0,
        "updated_at": 0,
        "lead_time": None,
    }
    ana, ben = second["annotations"]
    assert "completed_by" not in {*ana, *ben}  # a file that names somebody unknown there is refused
    assert ana["id"] != ben["id"]
    assert (ana["lead_time"], ana["created_at"]) == (2.5, "2024-03-01T09:15:08.000Z")
    (result,) = ben["result"]
    assert (result["from_name"], result["to_name"], result["type"]) == ("label", "text", "choices")
    assert result["value"] == {"choices": ["claim", "quote"]}
    (prediction,) = second["predictions"]
    assert (prediction["score"], prediction["result"][0]["value"]) == (0.75, {"choices": ["quote"]})


def test_argilla(decided, tmp_path):
    first, second = rows(decided, ArgillaWriter(), tmp_path / "a.json")
    assert first["responses"] == {}
    assert second["id"] == records(decided, Selection())[1]["id"]
    assert second["fields"] == {"text": "“It will stay closed,” he said."}
    ana, ben = second["responses"]["label"]
    assert (ana["value"], ana["status"]) == (["claim"], "submitted")
    assert ana["user_id"] != ben["user_id"]
    assert second["suggestions"] == {"label": {"value": ["quote"], "score": 0.75, "agent": "copydesk"}}
    assert all(isinstance(value, str | int | float) for value in second["metadata"].values())


def test_fasttext_lines_hold_nothing_that_reads_as_a_label(tmp_path):
    with opened(tmp_path / "a.db") as project:
        project.add("A  line\twith __label__x in it.")
        project.label(next(project.sentences()), "claim", "quote")
        content = write(project, FastTextWriter(), tmp_path / "f.txt").decode()
    assert content == "__label__claim __label__quote A line with x in it.\n"


class Breaking(Dataset):
    """A dataset that cannot be read to its end."""

    def records(self):
        yield from list(Dataset.records(self))[:1]
        raise ProjectError("gone")


@pytest.mark.parametrize(
    "exporter",
    [ProdigyWriter(), DoccanoWriter(), LabelStudioWriter(), ArgillaWriter(), FastTextWriter()],
    ids=lambda e: e.name,
)
def test_an_export_that_fails_leaves_the_older_file(decided, tmp_path, exporter):
    path = tmp_path / f"out{exporter.suffix}"
    path.write_text("older")
    with pytest.raises(ProjectError):
        exporter.write(Breaking(decided.view, select(decided.view).every_record), path, UNWATCHED)
    assert path.read_text() == "older"
    assert not list(tmp_path.glob(".*.part"))


def answered(task, annotator, *labels):
    """A Prodigy task as it is after somebody answered it."""
    return task | {"accept": list(labels), "answer": "accept", "_annotator_id": annotator, "_timestamp": 1_800_000_000}


def test_an_answer_that_changed_elsewhere_counts(decided, tmp_path):
    path = tmp_path / "p.jsonl"
    tasks = rows(decided, ProdigyWriter(), path, EVERYTHING)
    tasks = [answered(tasks[n], "eve", "opinion") if n in (1, 2) else task for n, task in enumerate(tasks)]
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks))
    with opened(tmp_path / "b.db") as other:
        import_articles(other, [path])
        back = {(each["annotator"], each["position"], each["article_id"]): each for each in records(other, Selection())}
    before = records(decided)
    assert [each["article_id"] for each in back.values()] == [before[0]["article_id"]] * len(back)
    eve = next(each for (who, _, _), each in back.items() if who == "eve")
    assert (eve["labels"], eve["seconds"], eve["suggested_label"]) == (["opinion"], None, None)
    assert eve["decided_at"] == "2027-01-15T08:00:00.000+00:00"


def test_a_part_of_an_article_names_the_article_it_is_of(decided, tmp_path):
    path = tmp_path / "p.jsonl"
    write(decided, ProdigyWriter(), path, Selection())
    (found,) = read_articles([path])
    assert isinstance(found, ImportedArticle)
    assert found.original is not None
    before = records(decided, Selection())
    assert found.original.id == before[0]["article_id"] != found.article.id
    assert [(each.start, each.end) for each in found.original.decisions] == [
        (each["start"], each["end"]) for each in before
    ]
    write(decided, ProdigyWriter(), path, EVERYTHING)
    (whole,) = (each for each in read_articles([path]) if isinstance(each, ImportedArticle) and each.decisions)
    assert whole.original is None
    assert whole.article.id == before[0]["article_id"]
