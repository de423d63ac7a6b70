"""What a file suggests for sentences that nobody decided about is kept, as one run that is known by the file's hash."""

from __future__ import annotations

import gzip
import io
import json
from hashlib import sha256

import pytest

from labels.article import Article
from labels.decision import Decision
from labels.exporting.export import jsonl_lines
from labels.exporting.records import select
from labels.exporting.selection import Selection
from labels.files.source import Source
from labels.formats.reader import ImportedArticle
from labels.importing import pipeline
from labels.importing.pipeline import ImportOptions, ImportProgress, import_articles, look_into
from labels.importing.report import ImportReport
from labels.journal.suggestions import Run, runs, suggestions_for
from labels.project import Project
from labels.projections.check import check
from labels.sentence import Cut
from labels.values.progress import UNWATCHED, Progress
from tests.labels.importing.read_files import write_lines
from tests.labels.making import SCHEME, TEXTS, Clock, use_codebook


@pytest.fixture
def empty(tmp_path):
    """A project without articles, with the codebook of `making`."""
    with Project(tmp_path / "empty.db", "zoe", clock=Clock()) as project:
        use_codebook(project, SCHEME)
        yield project
    assert check(tmp_path / "empty.db").problems == []


def kept(project):
    """All suggestions: the sentence, the label, the score, the model."""
    texts = {row.n: "".join(sentence.text for sentence in project.sentences(row.id)) for row in project.articles()}
    found = [each for n in texts for each in suggestions_for(project.connection, n)]
    by_place = {
        (project.number_of(sentence.article), sentence.start, sentence.end): sentence.text
        for sentence in project.sentences()
    }
    return [(by_place[each.article, each.start, each.end], each.label, each.score, run.model) for run, each in found]


def one_run(project, path):
    ((run, _, count),) = runs(project.connection)
    assert run.hash == sha256(path.read_bytes()).digest()
    return run.model, count


# -- Prodigy -----------------------------------------------------------------------------------------------

OPTIONS = [{"id": "claim", "text": "claim", "meta": "0.93"}, {"id": "quote", "text": "quote", "meta": "0.61"}]


def test_prodigy_tasks_that_wait_for_an_answer(empty, tmp_path):
    path = write_lines(
        tmp_path / "tasks.jsonl",
        {"text": "One.", "label": "claim", "score": 0.75, "_input_hash": 1, "meta": {"score": 0.75}},
        {"text": "Two.", "options": OPTIONS, "accept": ["claim", "quote"], "_input_hash": 2},
        {"text": "Three.", "options": OPTIONS, "accept": [], "_input_hash": 3},
        {"text": "Four.", "label": "claim", "_input_hash": 4},
        {"text": "Five.", "label": "claim", "score": 0.5, "answer": "accept", "_input_hash": 5},
    )
    report = import_articles(empty, [path])
    assert report.in_words() == "1 article added (5 sentences), 1 decision, 3 suggestions"
    assert kept(empty) == [
        ("One.", "claim", 0.75, f"prodigy: {path.name}"),
        ("Two.", "claim", 0.93, f"prodigy: {path.name}"),
        ("Two.", "quote", 0.61, f"prodigy: {path.name}"),
    ]
    assert one_run(empty, path) == (f"prodigy: {path.name}", 3)


def test_an_answer_by_nobody_in_particular_outlives_a_task_for_the_same_text(empty, tmp_path):
    waiting = {"text": "One.", "label": "claim", "score": 0.75, "_input_hash": 1, "model_version": "m1"}
    answered = {"text": "One.", "label": "quote", "answer": "accept", "_input_hash": 1}
    for number, rows in enumerate(([waiting, answered], [answered, waiting])):
        path = write_lines(tmp_path / f"{number}.jsonl", *({**row, "meta": {"article": number}} for row in rows))
        import_articles(empty, [path])
        *_, sentence = empty.sentences()
        assert empty.annotation(sentence).labels == ("quote",)
    assert kept(empty) == [("One.", "claim", 0.75, "m1")] * 2


# -- Label Studio ------------------------------------------------------------------------------------------


def prediction(score, model, *labels):
    return {
        "model_version": model,
        "score": score,
        "result": [{"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": list(labels)}}],
    }


def test_label_studio_predictions_of_tasks_without_annotations(empty, tmp_path):
    annotated = {
        "result": prediction(0, "", "quote")["result"],
        "completed_by": 1,
        "created_at": "2024-01-30T02:40:43Z",
    }
    tasks = [
        {
            "data": {"text": "One."},
            "annotations": [],
            "predictions": [prediction(0.5, "m1", "claim"), prediction(0.75, "m2", "claim", "quote"), 7],
        },
        {"data": {"text": "Two."}, "annotations": [annotated], "predictions": [prediction(0.5, "m3", "claim")]},
    ]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(tasks))
    report = import_articles(empty, [path])
    assert (report.decisions, report.suggestions) == (1, 2)
    # Of two models that suggest the same, the latest counts; the run is the file's, whatever is in it.
    assert kept(empty) == [("One.", "claim", 0.75, "m1, m2"), ("One.", "quote", 0.75, "m1, m2")]
    assert one_run(empty, path) == ("m1, m2", 2)
    _, second = empty.sentences()
    assert empty.annotation(second, "1").suggested_label == "claim"


# -- Argilla -----------------------------------------------------------------------------------------------

NESTED = {"fields": {"text": "One."}, "metadata": {}, "suggestions": {}, "responses": {}, "_server_id": "x"}


def test_argilla_suggestions_of_records_without_responses(empty, tmp_path):
    draft = {"label": [{"value": ["quote"], "user_id": "ben", "status": "draft"}]}
    submitted = {"label": [{"value": ["quote"], "user_id": "ben", "status": "submitted"}]}
    several = {"label": {"value": ["claim", "quote"], "score": [0.9, 0.25], "agent": "m1"}}
    path = tmp_path / "records.json"
    path.write_text(
        json.dumps(
            [
                NESTED | {"suggestions": several},
                NESTED | {"fields": {"text": "Two."}, "suggestions": several, "responses": draft},
                NESTED | {"fields": {"text": "Three."}, "suggestions": several, "responses": submitted},
                NESTED | {"fields": {"text": "Four."}},
            ]
        )
    )
    report = import_articles(empty, [path])
    assert (report.decisions, report.suggestions) == (2, 4)  # the draft is a note
    assert kept(empty) == [
        (text, label, score, "m1") for text in ("One.", "Two.") for label, score in (("claim", 0.9), ("quote", 0.25))
    ]
    assert one_run(empty, path) == ("m1", 4)


def test_argilla_suggestions_in_flattened_records(empty, tmp_path):
    flat = {"id": "r1", "_server_id": "x", "text": "One.", "label.suggestion": "claim", "label.suggestion.agent": "m2"}
    path = tmp_path / "records.json"
    path.write_text(json.dumps([flat | {"label.suggestion.score": 0.5}]))
    import_articles(empty, [path])
    assert kept(empty) == [("One.", "claim", 0.5, "m2")]


def test_our_own_suggestions_come_back_as_what_was_in_view_and_not_as_new_ones(project, empty, tmp_path):
    from labels.exporting.records import select
    from labels.formats.writer_registry import writer_named

    first = next(project.sentences())
    project.label(first, "claim", suggested=("quote", 0.5))
    for name in ("argilla", "label-studio"):
        exporter = writer_named(name)
        path = tmp_path / f"{name}.json"
        exporter.write(select(project.view, Selection(statuses=("labelled", "undecided"))), path, UNWATCHED)
        assert import_articles(empty, [path]).suggestions == 0
    assert empty.annotation(first.id, "ana").suggested_label == "quote"


# -- our own records ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["decision", "article"])
def test_our_own_records_with_suggestions_for_undecided_sentences(project, empty, tmp_path, unit):
    from labels.formats.jsonl import lines

    project.label(next(project.sentences()), "claim")
    statuses = ("labelled", "undecided")
    rows = [json.loads(line) for line in lines(select(project.view, Selection(statuses=statuses), one_row_per=unit))]
    for row in rows:
        for place in row.get("sentences", [row]):
            for said in place.get("decisions", [place]):
                if place["text"] == "A short one.":
                    said |= {"suggested_label": "fact", "suggested_score": 0.5}
    path = write_lines(tmp_path / "rows.jsonl", *rows)
    report = import_articles(empty, [path])
    assert (report.decisions, report.suggestions) == (1, 1)
    assert kept(empty) == [("A short one.", "fact", 0.5, f"copydesk: {path.name}")]
    assert one_run(empty, path) == (f"copydesk: {path.name}", 1)


# -- every format ------------------------------------------------------------------------------------------

TASKS = [
    {"text": f"Text {n}.", "label": "claim", "score": n / 16, "_input_hash": n, "meta": {"article": n}}
    for n in range(9)
]


def test_the_same_file_again_adds_nothing_packed_or_through_a_pipe_too(empty, tmp_path):
    path = write_lines(tmp_path / "tasks.jsonl", *TASKS)
    assert import_articles(empty, [path]).suggestions == 9
    before = kept(empty)
    packed = tmp_path / "again.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    (tmp_path / "copy.jsonl").write_bytes(path.read_bytes())
    for again in (path, packed, tmp_path / "copy.jsonl"):
        assert import_articles(empty, [again]).suggestions == 0
    options = ImportOptions(format="prodigy")
    assert import_articles(empty, ["-"], options, stdin=io.BytesIO(path.read_bytes())).suggestions == 0
    assert kept(empty) == before
    assert one_run(empty, path)[1] == 9


def test_what_an_import_that_broke_off_left_out_is_added(empty, tmp_path, monkeypatch):
    from labels.importing import batch

    monkeypatch.setattr(batch, "_ARTICLES", 2)
    path = write_lines(tmp_path / "tasks.jsonl", *TASKS)

    report = ImportReport()

    def interrupt(done, total):
        if report.new >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_articles(empty, [path], progress=ImportProgress(importing=Progress(interrupt)), report=report)
    assert len(kept(empty)) == 4
    assert import_articles(empty, [path]).suggestions == 5
    assert one_run(empty, path)[1] == 9


def test_a_file_without_suggestions_is_not_hashed(empty, tmp_path, monkeypatch):
    def fails(source):
        raise AssertionError("hashed")

    monkeypatch.setattr(Source, "sha256", property(fails))
    path = write_lines(tmp_path / "tasks.jsonl", {"text": "One.", "label": "claim", "answer": "accept", "score": 0.5})
    assert import_articles(empty, [path]).decisions == 1
    assert runs(empty.connection) == []


def test_a_run_that_cannot_be_told_as_it_is_called_is_called_so_that_it_can(empty, tmp_path):
    path = write_lines(tmp_path / "tasks.jsonl", TASKS[0] | {"model_version": "m\x1b\x851" + "x" * 999})
    import_articles(empty, [path])
    ((_, _, _, model),) = kept(empty)
    assert model == "m\ufffd\ufffd1" + "x" * 196


def test_a_suggested_label_that_cannot_be_stored_refuses_its_article_only(empty, monkeypatch):
    def found(text, label):
        decision = Decision(0, len(text), "undecided", suggested_label=label)
        cuts = (Cut(0, len(text), 0),)
        return ImportedArticle(
            "a.x", Article(text), "utf-8", "blank", cuts, (decision,), "x: a.x", run=Run(bytes(32), "m")
        )

    items = [found("One.", "\ud800"), found("Two.", "claim")]
    monkeypatch.setattr(pipeline, "read_articles", lambda paths, options, **more: iter(items))
    report = import_articles(empty, ["a.x"])
    assert (report.new, report.suggestions) == (1, 1)
    (line,) = report.refusals_in_words()
    assert line == (
        "a.x: a suggested label cannot be stored: character 1 is half a character (lone surrogate U+D800)."
        " Write it anew."
    )


def test_labels_that_are_only_suggested_need_not_be_in_the_codebook(empty, tmp_path):
    path = write_lines(tmp_path / "tasks.jsonl", TASKS[0] | {"label": "hearsay"})
    import_articles(empty, [path])
    assert kept(empty) == [("Text 0.", "hearsay", 0.0, f"prodigy: {path.name}")]


def test_a_look_tells_of_suggestions_beside_decisions(tmp_path):
    answered = {"text": "One.", "label": "claim", "answer": "accept", "_annotator_id": "ben", "meta": {"article": 9}}
    path = write_lines(tmp_path / "tasks.jsonl", TASKS[0], TASKS[1], answered)
    seen = look_into([path])
    assert seen.in_words("ana")[0] == "3 articles, 3 sentences, 1 decision, 2 suggestions"
    assert dict(seen.annotators) == {"ben": 1}


def test_suggestions_for_an_article_that_the_project_has(project, tmp_path):
    rows = [json.loads(line) for line in jsonl_lines(project.view, Selection(statuses=("undecided",)))]
    path = write_lines(tmp_path / "rows.jsonl", *(row | {"suggested_label": "claim"} for row in rows))
    project.label(next(project.sentences()), "quote")
    report = import_articles(project, [path])
    assert (report.new, report.known, report.decisions, report.suggestions) == (0, len(TEXTS), 0, 8)
    assert [label for _, label, _, _ in kept(project)] == ["claim"] * 8
    assert project.annotation(next(project.sentences())).labels == ("quote",)
