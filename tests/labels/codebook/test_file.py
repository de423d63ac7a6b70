from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from labels.codebook import Codebook
from labels.codebook.file import default_codebook, default_text, parse_codebook, read_codebook, write_codebook
from labels.errors import CodebookError
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks

WHOLE = '''\
title = "News"
choose = "many"
guidelines = """
Read on.
key = "not a key"
"""

[[labels]]
name = "claim"
key = "c"
colour = "#D55E00"
definition = "Somebody says so."
examples = ["He said so.", "She did (as reported)."]
counter_examples = ["It is so. (nobody says it)"]
group = "voice"

[[labels]]
name = "quote"
group = "voice"
formerly = ["citation", "direct speech"]

[[labels]]
name = "rumour"
key = "c"
retired = true
'''


def test_every_field_is_read():
    codebook = parse_codebook(WHOLE, "book.toml")
    claim, quote, rumour = codebook.labels
    assert (codebook.title, codebook.choose) == ("News", "many")
    assert codebook.guidelines == 'Read on.\nkey = "not a key"\n'
    assert (claim.id, claim.name, claim.key, claim.colour) == ("claim", "claim", "c", "#d55e00")
    assert claim.examples == ("He said so.", "She did (as reported).")
    assert claim.counter_examples == ("It is so. (nobody says it)",)
    assert (quote.id, quote.key, quote.formerly) == ("citation", "q", ("citation", "direct speech"))
    assert (rumour.retired, rumour.key) == (True, None)
    assert codebook.excludes("claim", "citation")
    assert not codebook.excludes("claim", "rumour")


@settings(max_examples=examples(150), deadline=None)
@given(codebooks())
def test_what_is_written_reads_back_equal(codebook: Codebook):
    assert parse_codebook(write_codebook(codebook), "book.toml") == codebook


def test_the_default_codebook_holds_together():
    codebook = default_codebook()
    assert {"claim", "quote", "background", "opinion", "other"} <= {label.name for label in codebook.labels}
    assert [label.key for label in codebook.labels] == list("ncqbopx")
    assert len({label.colour for label in codebook.labels}) == len(codebook.labels)
    for label in codebook.labels:
        assert label.definition
        assert 2 <= len(label.examples) <= 4
        assert label.counter_examples
        for counter in label.counter_examples:
            reason = counter.rpartition(" (")[2]
            right = reason.partition(":")[0].split(" or ")
            assert reason.endswith(")"), counter
            assert label.name not in right, counter
            assert set(right) <= {other.name for other in codebook.labels}, counter
    assert parse_codebook(default_text(), "default.toml") == codebook


def test_a_label_without_a_key_keeps_the_one_it_had():
    before = parse_codebook('[[labels]]\nname = "car"\n[[labels]]\nname = "cat"\n', "a")
    assert [label.key for label in before.labels] == ["c", "a"]
    text = '[[labels]]\nname = "can"\n[[labels]]\nname = "cab"\nformerly = ["car"]\n[[labels]]\nname = "cat"\n'
    assert [label.key for label in parse_codebook(text, "b", before).labels] == ["n", "c", "a"]
    assert [label.key for label in parse_codebook(text, "b").labels] == ["c", "a", "t"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(tmp_path: Path):
    path = tmp_path / "book.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert read_codebook(path) == parse_codebook(WHOLE, "book.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b'title = "x"\nguidelines = "\xe4"\n', "line 2: this is not UTF-8: save the file as UTF-8"),
        ("folder", "cannot be read (is a directory)"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, content: bytes | str | None, said: str):
    path = tmp_path / "book.toml"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    with pytest.raises(CodebookError) as caught:
        read_codebook(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_keys_are_distinct_even_when_only_letters_of_the_name_are_left():
    text = "".join(f'[[labels]]\nname = "aa {index}"\n' for index in range(60))
    keys = [label.key for label in parse_codebook(text, "book.toml").labels]
    assert len(set(keys)) == 60


def test_the_codebooks_in_the_documentation_are_in_order():
    page = (Path(__file__).parents[3] / "docs" / "codebook.md").read_text(encoding="utf-8")
    whole, renaming, merging = (block.split("```")[0] for block in page.split("```toml\n")[1:])
    assert [label.key for label in parse_codebook(whole, "docs/codebook.md").labels] == ["c", "q", "x"]
    assert [label.id for label in parse_codebook(renaming, "docs/codebook.md").labels] == ["claim"]
    merged = parse_codebook(merging, "docs/codebook.md")
    assert [merged.read_as(label.id) for label in merged.labels] == ["speech"] * 3
