"""What is typed or dropped where a file is asked for."""

from pathlib import Path

import pytest

from labels.errors import UsageError
from tui.typed_path import typed_path, typed_source


@pytest.mark.parametrize("typed", ["news.txt", " news.txt ", "'news.txt'", '"news.txt"'])
def test_a_file_is_named_with_or_without_the_quotes_of_a_dropped_one(typed):
    assert typed_path(typed) == typed_source(typed) == Path("news.txt")


def test_the_folder_of_the_user_is_spelt_out(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ana")
    assert typed_source("~/news") == Path("/home/ana/news")


def test_a_web_address_stays_as_it_is():
    assert typed_source(" https://example.org/~ana/news ") == "https://example.org/~ana/news"


@pytest.mark.parametrize("typed", ["~nobody-of-this-name/news", "a\0b"])
def test_what_can_be_no_file_is_refused(typed):
    with pytest.raises(UsageError):
        typed_source(typed)
