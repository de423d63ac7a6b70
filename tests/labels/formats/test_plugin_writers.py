"""An exporter of another package is asked for all that its interface promises, and blamed for what fails in it."""

from __future__ import annotations

import pytest

from labels.errors import WritingError
from labels.exporting.fidelity import Watch, fidelity
from labels.exporting.records import select
from labels.formats.entry_points import Plugin
from labels.formats.plugins import PluginWriter
from labels.formats.writer import Loss
from labels.formats.writer_registry import counts_of, losses_of
from labels.values.progress import UNWATCHED


def has_title(project, records):
    return records[0]["title"] is not None


def is_long(text):
    return len(text) > 15


class Whisper:
    name, suffix = "whisper", ".whisper"
    units = ("decision", "article")
    counts, counts_per_article = "whisper", "sigh"
    losses = (
        Loss("text", "cut off", is_long),
        Loss("title", "not written", where=has_title),
        Loss("author", "not written", where=has_title),
        Loss("url", "not written", lambda url: url is None, where=has_title),
    )
    losses_per_article = (Loss("labels", "not written"),)

    def write(self, dataset, path, told):
        lines = [record["text"].lower() for record in dataset.records()]
        path.write_text("\n".join(lines))
        return len(lines)


def plugin_of(made):
    return PluginWriter(Plugin("whisper", "copydesk-loud", made))


def changed(**members):
    return type("Changed", (Whisper,), members)()


@pytest.fixture
def labelled(project):
    """A labelled sentence in each of two articles, of which one has a title."""
    project.add("A short one, again.", title="Again")
    first, *_ = project.sentences()
    *_, last = project.sentences()
    project.label(first, "claim")
    project.label(last, "quote")
    return project


def lost(project, exporter, unit="decision"):
    return {each.loss.field: each.records for each in fidelity(select(project.view, one_row_per=unit), exporter).lost}


def test_losses_are_told_of_records_and_of_articles(labelled):
    exporter = plugin_of(Whisper())
    assert lost(labelled, exporter) == {"text": 2, "title": 1, "author": 1, "url": 1}
    assert lost(labelled, exporter, "article") == {"labels": 2}


def test_they_are_told_after_writing_as_well(labelled, tmp_path):
    exporter = plugin_of(Whisper())
    watch = Watch(select(labelled.view, one_row_per="article"), exporter)
    assert exporter.write(watch.dataset, tmp_path / "out.whisper", UNWATCHED) == 2
    assert watch.fidelity().in_words() == ["labels (2 records): not written"]


def test_what_its_rows_are_is_called_as_it_says():
    exporter = plugin_of(Whisper())
    assert (counts_of(exporter, "decision"), counts_of(exporter, "article")) == ("whisper", "sigh")
    assert [loss.field for loss in losses_of(exporter, "article")] == ["labels"]
    plain = plugin_of(changed(counts=None, counts_per_article=None, losses_per_article=None))
    assert (counts_of(plain, "decision"), counts_of(plain, "article")) == ("record", "record")
    assert losses_of(plain, "article") == plain.losses


def test_an_article_is_asked_about_once_for_all_losses_of_one_test(labelled):
    asked = []

    def where(project, records):
        asked.append(records[0]["article_id"])
        return True

    made = changed(losses=(Loss("title", "not written", where=where), Loss("url", "not written", where=where)))
    lost(labelled, plugin_of(made))
    assert len(asked) == 2


@pytest.mark.parametrize("test", ["occurs", "where"])
def test_a_test_that_fails_is_one_line_that_names_the_plugin(labelled, test):
    def fails(*given):
        raise KeyError("no\nsuch")

    exporter = plugin_of(changed(losses=(Loss("text", "cut off", **{test: fails}),)))
    with pytest.raises(WritingError) as caught:
        lost(labelled, exporter)
    words = str(caught.value)
    assert words.startswith("whisper: plug-in whisper failed")
    assert "KeyError" in words and words.endswith("The data is written.") and len(words.splitlines()) == 1
    assert "copydesk-loud" in words


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"losses": ("text",)}, "its losses are no tuple of Loss"),
        ({"losses_per_article": [1]}, "its losses_per_article are no tuple of Loss"),
        ({"counts": 5}, "its counts is no word"),
        ({"counts_per_article": ""}, "its counts_per_article is no word"),
    ],
)
def test_one_that_says_it_wrongly_is_none(members, words):
    with pytest.raises(TypeError, match=words):
        plugin_of(changed(**members))
