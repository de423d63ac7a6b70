"""Files are looked through before anything is written: labels fit the codebook, damaged files bring nothing."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.codebook.file import default_codebook
from labels.errors import CodebookError
from labels.formats import article_text, row_grouping
from labels.importing.codebook import grown_codebook, missing_labels
from labels.importing.pipeline import ImportOptions, ImportProgress, import_articles, look_into
from labels.project import Project
from labels.projections.check import check
from labels.values.import_options import Columns
from labels.values.progress import Progress
from tests.examples import default_cases
from tests.labels.importing.read_files import write_lines
from tests.labels.making import SCHEME, Clock, use_codebook

ROLES = Columns(labels=("role", "speech"), group="doc")


@pytest.fixture
def empty(tmp_path):
    """A project without articles, with the codebook every project begins with."""
    with Project(tmp_path / "news.db", "ana", clock=Clock()) as project:
        yield project
    assert check(tmp_path / "news.db").problems == []


def rows(*labels: tuple[str | None, bool]) -> list[dict[str, object]]:
    return [
        {"doc": n // 2, "text": f"Text {n}.", "role": role, "speech": speech} for n, (role, speech) in enumerate(labels)
    ]


def options(**more: object) -> ImportOptions:
    return ImportOptions(columns=ROLES, **more)  # type: ignore[arg-type]


def test_unknown_labels_refuse_everything_with_the_list_and_the_remedy(empty, tmp_path):
    (tmp_path / "a.txt").write_text("A text.")
    path = write_lines(tmp_path / "a.jsonl", *rows(("main", False), ("cause", True)))
    with pytest.raises(CodebookError) as caught:
        import_articles(empty, [tmp_path / "a.txt", path], options())
    words = str(caught.value)
    assert words.startswith("The codebook lacks 3 labels: “cause”, “main”, “speech”. Nothing was imported.")
    assert "--make-codebook" in words
    assert list(empty.articles()) == []
    assert empty.codebook_version == 1


def test_a_codebook_that_was_never_used_gives_way_to_the_labels_and_their_groups(empty, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", *rows(("main", False), ("cause", True), (None, True)))
    report = import_articles(empty, [path], options(make_codebook=True))
    assert report.in_words() == "2 articles added (3 sentences), 3 decisions, 3 labels added to the codebook"
    assert [(label.name, label.group) for label in empty.codebook.active] == [
        ("cause", "role"),
        ("main", "role"),
        ("speech", None),
    ]
    assert empty.codebook.choose == "many"
    kinds = [kind for (kind,) in empty.connection.execute("SELECT kind FROM journal ORDER BY id")]
    of_articles = ["article", "segment", "label", "label", "article", "segment", "label"]
    assert kinds == ["annotator", "codebook", "codebook", *of_articles]
    again = import_articles(empty, [path], options(make_codebook=True))
    assert (again.decisions, again.labels, empty.codebook_version) == (0, [], 2)


def test_a_codebook_in_use_grows_and_keeps_what_it_has(empty, tmp_path):
    use_codebook(empty, SCHEME)
    path = write_lines(tmp_path / "a.jsonl", *rows(("Claim", False), ("new", False)))
    import_articles(empty, [path], options(make_codebook=True))
    assert [label.name for label in empty.codebook.active] == ["claim", "quote", "fact", "opinion", "new"]
    (first, second) = empty.sentences()
    assert [empty.annotation(each).labels for each in (first, second)] == [("claim",), ("new",)]


def test_labels_that_exclude_each_other_are_refused(empty, tmp_path):
    use_codebook(empty, SCHEME)
    path = write_lines(
        tmp_path / "a.jsonl", {"doc": 1, "text": "A.", "role": ["fact", "opinion"]}, {"doc": 1, "text": "B."}
    )
    with pytest.raises(CodebookError, match="“fact” and “opinion”, which exclude each other"):
        import_articles(empty, [path], ImportOptions(columns=Columns(labels=("role",), group="doc")))
    assert list(empty.articles()) == []


def test_a_group_that_a_sentence_contradicts_is_not_made(empty, tmp_path):
    lists = [
        {"doc": 1, "text": "A.", "role": "x", "more": "y"},
        {"doc": 1, "text": "B.", "role": ["x", "z"], "more": None},
    ]
    path = write_lines(tmp_path / "a.jsonl", *lists, {"doc": 1, "text": "C.", "role": "z", "more": None})
    import_articles(
        empty, [path], ImportOptions(columns=Columns(labels=("role", "more"), group="doc"), make_codebook=True)
    )
    assert [(label.name, label.group) for label in empty.codebook.active] == [("y", "more"), ("x", None), ("z", None)]


def test_one_label_a_sentence_needs_no_many(empty, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", *rows(("main", False), ("cause", False)))
    import_articles(empty, [path], options(make_codebook=True))
    assert (empty.codebook.choose, {label.group for label in empty.codebook.active}) == ("one", {None})


def test_names_that_no_label_can_have_are_refused():
    with pytest.raises(CodebookError, match="cannot be the name of a label"):
        grown_codebook(default_codebook(), ["[x]"], several=False)
    with pytest.raises(CodebookError, match="not so many keys"):
        grown_codebook(default_codebook(), [f"label {n}" for n in range(2000)], several=False)


def test_names_that_differ_in_case_only_are_one_label():
    codebook = Codebook(labels=(Label("quote", "Quote", "q"),))
    assert missing_labels(["QUOTE", "claim", "Claim"], codebook) == ["claim"]


def test_a_damaged_file_brings_nothing_and_the_others_come(empty, tmp_path):
    write_lines(tmp_path / "1.jsonl", *({"body": f"Text {n}."} for n in range(300)), '{"body": "cut')
    write_lines(tmp_path / "2.jsonl", {"body": "Whole."})
    report = import_articles(empty, [tmp_path])
    assert report.in_words() == "1 article added (1 sentence), 1 refused"
    assert "1.jsonl: line 301: not valid JSON" in report.refusals_in_words()[0]
    skipping = import_articles(empty, [tmp_path], ImportOptions(skip_bad_rows=True))
    assert skipping.in_words() == "300 articles added (300 sentences), 1 known already, 1 row left out"
    assert any("1.jsonl: line 301: not valid JSON" in line for line in skipping.remarks_in_words())


def test_labels_of_a_damaged_file_do_not_count(empty, tmp_path):
    write_lines(tmp_path / "1.jsonl", *rows(("damaged", True)), '{"doc": 1, "text": "cut')
    write_lines(tmp_path / "2.jsonl", *rows(("main", False), ("cause", False)))
    assert look_into([tmp_path], options()).in_words("ana")[0] == "1 article, 2 sentences, 2 decisions"
    report = import_articles(empty, [tmp_path], options(make_codebook=True))
    assert report.in_words() == "1 article added (2 sentences), 2 decisions, 2 labels added to the codebook, 1 refused"
    assert [label.name for label in empty.codebook.active] == ["cause", "main"]


@pytest.mark.parametrize(
    ("row", "words"),
    default_cases(
        [
            ({"doc": 1, "text": "Odd.", "role": "[b]"}, '1.jsonl: a label that no codebook can have: "[b]" holds'),
            (
                {"doc": 1, "text": "Odd.", "role": "so long a text that nobody would call a label by it"},
                "characters long",
            ),
            ({"doc": 1, "text": "Odd.", "role": [f"label {n}" for n in range(1001)]}, "over 1,000 different labels"),
            ('{"doc": 1, "role": "main", "text": "Odd.", "more": ' + "[" * 300 + "]" * 300 + "}", "over 100 levels"),
            ('{"doc": 1, "role": "main", "text": "Odd.", "more": ' + "[" * 900 + "]" * 900 + "}", "over 100 levels"),
            (
                '{"doc": 1, "role": "main", "text": "Odd.", "more": ' + "[" * 90000 + "]" * 90000 + "}",
                "nested too deep",
            ),
        ],
        0,
        2,
        unpack=True,
    ),
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_cannot_be_taken_in_is_refused_by_name_and_the_others_come(empty, tmp_path, row, words):
    write_lines(tmp_path / "1.jsonl", row)
    write_lines(tmp_path / "2.jsonl", *rows(("main", False), ("cause", False)))
    report = import_articles(
        empty, [tmp_path], ImportOptions(columns=Columns(labels=("role",), group="doc"), make_codebook=True)
    )
    assert report.in_words().startswith("1 article added (2 sentences), 2 decisions")
    (line,) = report.refusals_in_words()
    assert words in line


def test_an_article_of_too_many_sentences_is_refused(empty, tmp_path, monkeypatch):
    monkeypatch.setattr(article_text, "MOST_SENTENCES", 5)
    monkeypatch.setattr(row_grouping, "MOST_SENTENCES", 5)
    (tmp_path / "1.txt").write_text("It rains. " * 6)
    (tmp_path / "2.txt").write_text("It rains. " * 5)
    write_lines(
        tmp_path / "3.jsonl", *({"doc": 1, "text": f"Text {n}.", "role": None, "speech": None} for n in range(6))
    )
    report = import_articles(empty, [tmp_path / "1.txt", tmp_path / "2.txt"])
    report = import_articles(empty, [tmp_path / "3.jsonl"], options(), report=report)
    assert report.in_words() == "1 article added (5 sentences), 2 refused"
    assert all("an article of over 5 sentences. Cut it" in line for line in report.refusals_in_words())


def test_rows_that_are_skipped_are_named_without_the_advice_to_skip_them(empty, tmp_path):
    write_lines(tmp_path / "1.jsonl", {"body": "Whole."}, {"body": 5})
    (refused,) = import_articles(empty, [tmp_path]).refusals_in_words()
    assert refused.endswith("its “body” is not a text. Correct it, or skip such rows with --skip-bad-rows.")
    *_, left_out = import_articles(empty, [tmp_path], ImportOptions(skip_bad_rows=True)).remarks_in_words()
    assert left_out.endswith("its “body” is not a text. Correct it.")


def test_what_comes_through_a_pipe_is_read_twice_all_the_same(empty, tmp_path):
    data = write_lines(tmp_path / "a.jsonl", *rows(("main", False), ("cause", False))).read_bytes()
    report = import_articles(empty, ["-"], options(make_codebook=True), stdin=io.BytesIO(data))
    assert (report.new, report.decisions) == (1, 2)
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    more = data.replace(b"Text", b"More")
    writer = threading.Thread(target=pipe.write_bytes, args=(more,))
    writer.start()
    report = import_articles(empty, [pipe], options())
    writer.join()
    assert (report.new, report.decisions) == (1, 2)


def test_a_look_tells_what_would_come(tmp_path):
    (tmp_path / "a.txt").write_text("One text. Two sentences.")
    lines = [{"doc": 1, "text": "A.", "label": "x", "annotator": "ben"}, {"doc": 1, "text": "B.", "label": "y"}]
    write_lines(tmp_path / "b.jsonl", *lines)
    write_lines(tmp_path / "c.jsonl", "{")
    seen = look_into([tmp_path, tmp_path / "gone"])
    assert seen.in_words("ana") == [
        "2 articles, 4 sentences, 2 decisions",
        "labels: x 1, y 1",
        "annotators: ben 1, ana 1",
    ]
    assert [Path(refused.where).name for refused in seen.refused] == ["c.jsonl", "gone"]


@pytest.mark.parametrize("after", default_cases([1, 2, 3, 5], 0))
def test_interrupted_and_run_again_it_is_as_if_undisturbed(tmp_path, monkeypatch, after):
    from labels.importing import batch

    monkeypatch.setattr(batch, "_ARTICLES", 1)
    path = write_lines(tmp_path / "a.jsonl", *rows(*[("main", True), ("cause", False)] * 4))
    with (
        Project(tmp_path / "one.db", "ana", clock=Clock()) as one,
        Project(tmp_path / "two.db", "ana", clock=Clock()) as two,
    ):
        import_articles(one, [path], options(make_codebook=True))
        left = [after]

        def interrupt(done: int, total: int | None) -> None:
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            import_articles(
                two, [path], options(make_codebook=True), progress=ImportProgress(importing=Progress(interrupt))
            )
        import_articles(two, [path], options(make_codebook=True))
        for query in (
            "SELECT id, meta, sentences FROM article",
            "SELECT kind, article, start, \"end\", json_remove(payload, '$.parents', '$.who') FROM journal ORDER BY id",
        ):
            assert two.connection.execute(query).fetchall() == one.connection.execute(query).fetchall()
