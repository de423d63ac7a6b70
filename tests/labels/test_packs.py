"""Packs: what is in one, whose it is, that it is written whole, and what a merge of it tells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from labels.codebook import Codebook
from labels.errors import UsageError, WritingError
from labels.journal.event import Act
from labels.journal.suggestions import OF_ANNOTATORS, Run, Suggestion, keep_suggestions
from labels.merging import merge_in_words
from labels.packs import file_name, pack_in_words
from labels.project import Project
from labels.projections.check import Checked, check
from tests.examples import default_cases
from tests.labels.making import SCHEME, Clock, make_project, use_codebook
from tests.labels.sqlite.test_companions import fill, small_disk


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """A project with three articles; ana and ben have begun all of them, and lea leads."""
    path = tmp_path / "news.db"
    with make_project(path, "lea") as project:
        for name in ("ana", "ben"):
            with Project(path, name, clock=Clock()) as own:
                first, second, *_ = list(own.sentences())
                own.label(first, "claim")
                own.note(first, f"{name} says so")
                own.label(second, "quote")
                own.undo()
        record(project, "annotator", who=key(project, "lea"), role="lead")
        yield project


def record(project: Project, kind: str, n: int | None = None, **payload: object) -> None:
    project.journal.record([Act(kind, n, payload=payload)])


def key(project: Project, name: str) -> str:
    rows = project.connection.execute("SELECT key FROM person JOIN team ON n = person WHERE shown = ?", (name,))
    return str(rows.fetchone()[0])


def assign(project: Project, given: dict[str, list[int]]) -> None:
    for name, articles in given.items():
        for n in articles:
            record(project, "assign", n, to=key(project, name), on=True)


def kinds(project: Project) -> list[tuple[str, str]]:
    rows = project.connection.execute(
        "SELECT team.name, kind FROM journal JOIN team USING (person) WHERE kind NOT IN ('codebook', 'annotator')"
        " ORDER BY id"
    )
    return list(rows.fetchall())


def test_a_pack_has_the_assigned_articles_and_only_the_annotators_own_work(lead, tmp_path):
    assign(lead, {"ana": [1, 3], "ben": [1, 2]})
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    assert (made.articles, made.sentences, made.decided) == (2, 7, 1)
    with Project.open(made.path) as own:
        assert own.annotator == own.pack_owner == "ana"
        assert [row.sentences for row in own.articles()] == [4, 3]
        assert own.check() == Checked([])
        assert own.codebook == lead.codebook
        assert kinds(own) == [
            *[("lea", "article"), ("lea", "segment")] * 2,
            *[("ana", kind) for kind in ("label", "note", "label", "undo")],
            *[("lea", "assign")] * 2,
        ]
        assert made.events == own.view.event_count()
    assert "ben says so" not in made.path.read_bytes().decode("utf-8", "replace")


def test_what_a_model_made_of_everybodys_work_is_in_no_pack(lead, tmp_path):
    """It would tell what others said; what a model of another kind suggests goes along."""
    first = next(iter(lead.sentences()))
    rows = [Suggestion(1, first.start, first.end, "claim", 0.9)]
    with lead.journal.sitting.transaction():
        for number, model in enumerate((f"{OF_ANNOTATORS}, weight 4", "a classifier")):
            keep_suggestions(lead.connection, Run(bytes([number]) * 32, model), rows, "2024-03-01T00:00:00Z")
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    with Project.open(made.path) as own:
        assert own.connection.execute("SELECT model FROM run").fetchall() == [("a classifier",)]
        assert own.connection.execute("SELECT count(*) FROM suggestion").fetchone() == (1,)
        assert own.check() == Checked([])


def test_while_nothing_is_assigned_a_pack_has_all_articles(lead, tmp_path):
    made = lead.pack("ben", tmp_path / "ben.copydesk")
    assert (made.articles, made.sentences, made.decided) == (3, 8, 1)


def test_what_is_done_in_a_pack_comes_back(lead, tmp_path):
    assign(lead, {"ana": [1]})
    before = lead.digest()
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    assert lead.merge(path).merged.is_empty and lead.digest() == before
    with Project.open(path) as own:
        own.label(list(own.sentences())[2], "fact")
    assert lead.merge(path).merged.decisions == {"ana": 1}
    assert lead.merge(path).merged.is_empty
    assert lead.annotation(list(lead.sentences())[2], "ana").labels == ("fact",)
    again = lead.pack("ana", tmp_path / "again.copydesk")
    assert again.decided == 2


def test_the_same_contents_give_the_same_bytes_whatever_others_do(lead, tmp_path):
    assign(lead, {"ana": [1, 2], "ben": [2, 3]})
    first = lead.pack("ana", tmp_path / "1.copydesk").path.read_bytes()
    with Project(lead.path, "ben", clock=lead.clock) as ben:
        for sentence in list(ben.sentences())[2:]:
            ben.label(sentence, "opinion")
            ben.flag(sentence)
        ben.undo()
    assert lead.pack("ana", tmp_path / "2.copydesk").path.read_bytes() == first


def test_an_example_on_an_article_that_others_read_waits_until_a_lead_has_opened_it(lead, tmp_path):
    assign(lead, {"ana": [1], "ben": [1, 2]})
    with Project(lead.path, "ben", clock=lead.clock) as ben:
        shared, *_, alone = list(ben.sentences())[:5]
        ben.add_example(shared, "claim")
        ben.add_example(alone, "quote")
    lead.add_example(list(lead.sentences())[1], "fact")

    def examples(path: Path) -> dict[str, int]:
        with Project.open(path) as own:
            assert own.check() == Checked([])
            return {label.name: len(label.examples) for label in own.codebook.labels if label.examples}

    assert examples(lead.pack("ana", tmp_path / "1.copydesk").path) == {"quote": 1, "fact": 1}
    assert examples(lead.pack("ben", tmp_path / "2.copydesk").path) == {"claim": 1, "quote": 1, "fact": 1}
    lead.reread_codebook()
    use_codebook(lead, replace(lead.codebook, title="Seen"))
    assert examples(lead.pack("ana", tmp_path / "3.copydesk").path) == {"claim": 1, "quote": 1, "fact": 1}


def test_two_of_one_name_are_told_apart_in_their_packs(lead, tmp_path):
    lead.journal.register_other("ana")
    assign(lead, {"ana": [1], "ana (2)": [2]})
    packs = lead.pack_everyone(tmp_path / "packs")
    assert [each.path.name for each in packs] == ["ana.copydesk", "ana (2).copydesk"]
    for each in packs:
        with Project.open(each.path) as own:
            assert own.annotator == each.annotator
            own.skip(list(own.sentences())[-1])
    lead.merge(*(each.path for each in packs))
    assert lead.progress("ana").skipped == lead.progress("ana (2)").skipped == 1


def test_everything_of_an_annotator_under_two_keys_is_theirs(lead, tmp_path):
    lead.journal.register_other("Ana M.")
    assign(lead, {"Ana M.": [2], "ana": [1]})
    record(lead, "annotator", who=key(lead, "Ana M."), same_as=key(lead, "ana"))
    made = lead.pack("ana", tmp_path / "ana.copydesk")
    assert made.articles == 2
    with Project.open(made.path) as own:
        assert own.annotator == "ana" and own.check() == Checked([])


def test_somebody_new_is_registered_while_nothing_is_assigned(lead, tmp_path):
    planned = lead.pack("cleo", tmp_path / "cleo.copydesk", dry_run=True)
    assert planned.is_new and not planned.path.exists() and "cleo" not in lead.packer.names()
    made = lead.pack("cleo", tmp_path / "cleo.copydesk")
    assert pack_in_words(made) == (
        f"{made.path}: for cleo, 3 articles, 8 sentences, 0 decided. cleo is new, and was registered."
    )
    with Project.open(made.path) as own:
        own.label(next(iter(own.sentences())), "claim")
        assert own.annotator == "cleo"
    lead.merge(made.path)
    assert lead.annotators() == ["ana", "ben", "cleo"]


@pytest.mark.parametrize(
    ("name", "said"), [("anna", "Did you mean ana"), ("lea", "Nothing is assigned to lea"), ("zoë", "There are: ana")]
)
def test_who_has_no_work_gets_no_pack(lead, tmp_path, name, said):
    assign(lead, {"ana": [1]})
    with pytest.raises(UsageError, match=said):
        lead.pack(name, tmp_path / "pack.copydesk")
    assert not (tmp_path / "pack.copydesk").exists()


def test_a_pack_is_made_of_a_whole_project(lead, tmp_path):
    with (
        Project.open(lead.pack("ana", tmp_path / "ana.copydesk").path) as own,
        pytest.raises(UsageError, match="is the pack of ana"),
    ):
        own.pack("ben", tmp_path / "ben.copydesk")


def test_a_pack_replaces_nothing(lead, tmp_path):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    before = path.read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        lead.pack("ana", path)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="folder"):
        lead.pack("ana", tmp_path)
    with pytest.raises(UsageError, match="its folder does not exist"):
        lead.pack("ana", tmp_path / "nowhere" / "ana.copydesk")


def test_everyones_packs_are_written_only_if_none_is_there(lead, tmp_path):
    with pytest.raises(UsageError, match="Nothing is assigned"):
        lead.pack_everyone(tmp_path / "packs")
    assign(lead, {"ana": [1], "ben": [1]})
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "ben.copydesk").touch()
    with pytest.raises(UsageError, match="is there already"):
        lead.pack_everyone(tmp_path / "packs")
    assert os.listdir(tmp_path / "packs") == ["ben.copydesk"]


def test_a_pack_is_written_whole_or_not_at_all(lead, tmp_path):
    with (
        mock.patch("labels.files.new_file.settle", side_effect=OSError(28, "No space left on device")),
        pytest.raises(WritingError, match="No space left"),
    ):
        lead.pack("ana", tmp_path / "out.copydesk")
    assert [name for name in os.listdir(tmp_path) if "out" in name] == []


def test_a_pack_is_written_to_by_nobody_else(lead, tmp_path, monkeypatch):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with pytest.raises(UsageError, match="is the pack of ana"):
        Project.open(path, "ben")
    monkeypatch.setenv("COPYDESK_ANNOTATOR", "ben")
    with Project.open(path) as own:
        assert own.annotator == "ana"
    with Project.open(lead.path) as other:
        assert other.annotator == "ben" and other.pack_owner is None


def test_whose_pack_it_is_stays_with_the_file(lead, tmp_path):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with Project.open(path) as own:
        own.label(next(iter(own.sentences())), "claim")
        own.export(tmp_path / "ana.zip", format="archive")
    with Project(tmp_path / "new.db", "lea", begin=False) as new:
        new.import_files(tmp_path / "ana.zip")
        new.merge(path)
        assert new.pack_owner is None
    assert check(tmp_path / "new.db") == Checked([])


@pytest.mark.parametrize(
    ("name", "file"),
    [("ana", "ana.copydesk"), ("Ana M.", "Ana M.copydesk"), ("a/b\\c:d", "a_b_c_d.copydesk"), ("..", "_.copydesk")],
)
def test_the_name_of_a_file_can_be_one_on_every_system(name, file):
    assert file_name(name) == file


# -- what a merge tells of labels ------------------------------------------------------------------------


def changed(codebook: Codebook, id: str, /, **fields: object) -> Codebook:
    """The codebook with something else said of a label."""
    labels = [replace(each, **fields) if each.id == id else each for each in codebook.labels]  # type: ignore[arg-type]
    return replace(codebook, labels=tuple(labels))


CHANGES = [
    ({"name": "assertion", "formerly": ("claim",)}, "which is called “assertion” now."),
    ({"same_as": "quote", "retired": True, "key": None}, "which was merged into “quote”: they are read as that."),
    ({"retired": True, "key": None}, "which is retired. They stay, and the label is not offered any more."),
    ({"definition": "Anything else."}, None),
]


@pytest.mark.parametrize(("fields", "said"), default_cases(CHANGES, 0, unpack=True))
def test_a_merge_tells_what_became_of_labels_meanwhile(lead, tmp_path, fields, said):
    path = lead.pack("ana", tmp_path / "ana.copydesk").path
    with Project.open(path) as own:
        for sentence in list(own.sentences())[2:4]:
            own.label(sentence, "claim", "fact")
    use_codebook(lead, changed(SCHEME, "claim", **fields))
    told = [line for line in merge_in_words(lead.merge(path)) if "“" in line]
    assert told == ([] if said is None else [f"2 decisions say “claim”, {said}"])
    # The other way round: the codebook comes to three decisions, together with a fourth of ben's.
    with Project.open(path) as own:
        told = [line for line in merge_in_words(own.merge(lead.path)) if "“claim”" in line]
        assert [line.split(",")[0] for line in told] == ([] if said is None else ["4 decisions say “claim”"])


def test_a_label_of_another_codebook_is_told_as_missing(project, tmp_path):
    path = project.pack("cleo", tmp_path / "cleo.copydesk").path
    with Project.open(path) as own:
        label = replace(SCHEME.labels[0], id="rumour", name="rumour", key="r")
        use_codebook(own, replace(SCHEME, labels=(*SCHEME.labels, label)))
        own.label(list(own.sentences())[2], "rumour")
    project.clock.now += timedelta(days=9000)  # later than any clock: this codebook is in force
    use_codebook(project, changed(SCHEME, "fact", definition="So it is."))
    result = project.merge(path)
    assert "1 decision says “rumour”, which the codebook in force does not have. It stays, and the label is not" in (
        "\n".join(merge_in_words(result))
    )
    assert json.dumps([each.what for each in result.merged.labels]) == '["missing"]'


def test_a_pack_on_a_full_disk_is_named_by_its_own_name(lead, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        fill(disk)
        with pytest.raises(WritingError, match=r"^[^ ]*/disk/ana\.copydesk: .*") as refused:
            lead.pack("ana", disk / "ana.copydesk")
        assert ".part" not in str(refused.value)
        assert [each.name for each in disk.iterdir()] == ["fill"]
