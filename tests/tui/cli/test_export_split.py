"""`copydesk export --split`: parts in the data, their balance on stderr, and no leaking split ever written."""

import json

import pytest

from labels.article import Article
from labels.codebook import Codebook, Label
from labels.project import Project
from labels.segmentation import cut
from tests.labels.making import use_codebook
from tests.tui.cli.running import run

WORDS = "The harbour is closed again nobody knows for how long it will stay so the mayor of the old town said on"


@pytest.fixture
def labelled(folder):
    """Twenty articles of one labelled sentence, the last two nearly alike."""
    with Project.open("copydesk.db", "ana") as project:
        for n in range(18):
            project.add(f"Article {n} speaks of {n * 13} ships and {n * n} sailors.")
        project.add(f"{WORDS} Monday.")
        project.add(f"{WORDS} Tuesday.")
        for n, sentence in enumerate(project.sentences()):
            project.label(sentence, "claim" if n % 2 else "quote")


def parts(out: str) -> dict[str, str]:
    return {record["article_id"]: record["split"] for record in map(json.loads, out.splitlines())}


def test_parts_are_in_the_data_and_their_shares_on_stderr(folder, labelled):
    code, out, err = run("export", "--split", "60/20/20")
    assert code == 0
    found = parts(out)
    assert set(found.values()) == {"train", "validation", "test"}
    assert len({part for id, part in list(found.items())[-2:]}) == 1
    head, *rows = [line.split() for line in err.splitlines()]
    assert head == ["part", "articles", "records", "claim", "quote"]
    assert sum(int(row[1]) for row in rows[:3]) == sum(int(row[2]) for row in rows[:3]) == 20
    assert out == run("export", "--split", "60/20/20").out
    assert parts(run("export", "--split", "a=60,b=40", "--seed", "7").out).keys() == found.keys()


def test_a_file_has_the_parts_too(folder, labelled):
    outcome = run("export", "--split", "80/20", "-o", "data.jsonl")
    assert outcome.code == 0 and "\ndata.jsonl: 20 records\n" in outcome.err
    assert (folder / "data.jsonl").read_text() == run("export", "--split", "80/20").out


def test_the_best_seed_is_named(labelled):
    code, out, err = run("export", "--split", "50/50", "--seed", "best")
    seed = err.split()[1]
    assert (code, err.splitlines()[0]) == (
        0, f"Seed {seed} balances best of 100. Use --seed {seed} from now on, so that articles stay in their parts."
    )  # fmt: skip
    assert out == run("export", "--split", "50/50", "--seed", seed).out


def test_what_moved_since_is_told(folder):
    one, other, common = (" ".join(f"{sign}{n}" for n in range(40)) for sign in "xyz")
    with Project.open("copydesk.db", "ana") as project:
        for text in (f"{one} {common}", f"{common} {other}"):
            project.add(text)
        for sentence in project.sentences():
            project.skip(sentence)
    seed = next(
        str(n) for n in range(99) if len(set(parts(run("export", "--split", "1/1", "--seed", n).out).values())) == 2
    )
    assert "moved" not in run("export", "--split", "1/1", "--seed", seed).err
    with Project.open("copydesk.db", "ana") as project:
        project.add(f"{one} {common} {other}")
    assert "1 article moved since this split was last written" in run("export", "--split", "1/1", "--seed", seed).err
    assert "moved" not in run("export", "--split", "1/1", "--seed", seed).err


def test_a_given_split_that_leaks_is_refused_and_nothing_written(folder):
    with Project.open("copydesk.db", "ana") as project:
        for day, part in (("Monday", "train"), ("Tuesday", "test")):
            text = f"{WORDS} {day}."
            project.add_cut([(Article(text, meta={"split": part, "fold": "a"}), cut(text, "en", "auto"))])
        for sentence in project.sentences():
            project.skip(sentence)
    code, out, err = run("export", "--split", "given", "-o", "data.jsonl")
    assert (code, out) == (2, "") and "this split leaks" in err
    assert not (folder / "data.jsonl").exists()
    assert set(parts(run("export", "--split", "given:fold").out).values()) == {"a"}


@pytest.mark.parametrize(
    "options", [("--split", "80"), ("--split", "80/20", "--seed", "-1"), ("--split", "80/20", "--seed", "worst")]
)
def test_what_cannot_be_is_refused(labelled, options):
    code, out, err = run("export", *options)
    assert (code, out) == (2, "") and len(err.splitlines()) == 1


def test_undivided_data_are_what_they_were(labelled):
    assert set(parts(run("export").out).values()) == {None}
    assert run("export", "--seed", "best").err == ""


def test_where_no_seed_can_help_none_is_offered(folder, labelled):
    with Project.open("copydesk.db", "ana") as project:
        project.connection.execute("UPDATE article SET source = 'The Courier'")
    err = run("export", "--split", "80/20", "--split-by", "source", "-o", "data.jsonl").err
    assert (
        "is empty: training that reads this part will fail." in err
        and "Of 1 group that must stay together, no seed makes 2 parts." in err
    )
    assert "--seed" not in err


def test_of_many_differences_the_first_are_named(folder):
    with Project.open("many.db", "ana") as project:
        use_codebook(project, Codebook(tuple(Label(name, name, name) for name in "abcdefgh")))
        for n in range(8):
            project.add(f"Text number {n} says {'bcdfghjk'[n] * 5} and nothing else at all.")
        for n, sentence in enumerate(project.sentences()):
            project.label(sentence, "abcdefgh"[n])
    (line,) = [
        line for line in run("export", "-p", "many.db", "--split", "50/50").err.splitlines() if "parts differ" in line
    ]
    assert line.count(";") == 3 and " more such differences. --seed best finds" in line
