"""Formats of other packages: found by entry point, loaded late, and harmless when they are broken."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from labels.article import Article
from labels.errors import ReadingError, UsageError, WritingError
from labels.exporting.records import select
from labels.files.source import Source
from labels.formats import entry_points
from labels.formats.plugins import PluginReader, PluginWriter
from labels.formats.reader import ImportedArticle
from labels.formats.reader_registry import known_suffixes, reader_for, reader_named
from labels.formats.writer import Loss
from labels.formats.writer_registry import broken_writers as broken_exporters
from labels.formats.writer_registry import writer_for, writer_named
from labels.importing.reading import read_articles
from labels.importing.report import Remark
from labels.values.progress import UNWATCHED

PAGE = Path(__file__).parents[3] / "docs" / "plugins.md"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The example of the documentation as an installed package, an exporter, and two that are broken."""
    site = tmp_path / "site"
    info = site / "copydesk_shout-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: copydesk-shout\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[copydesk.importers]\nshout = copydesk_shout:Shout\nbroken = copydesk_nowhere:Nothing\n"
        "useless = copydesk_shout:USELESS\n[copydesk.exporters]\nshout = copydesk_shout:SHOUTER\n"
        "murmur = copydesk_shout:Murmur\n"
    )
    example = "\n".join(PAGE.read_text(encoding="utf-8").split("```python\n")[n].split("```")[0] for n in (1, 2))
    (site / "copydesk_shout.py").write_text(
        example + "\nUSELESS = object()\nclass Shouter:\n    name = 'shout'\n    suffix = '.shout'\n    losses = ()\n"
        "    def write(self, dataset, path, progress):\n        return 0\nSHOUTER = Shouter()\n"
    )
    monkeypatch.syspath_prepend(str(site))
    entry_points.plugins.cache_clear()
    yield tmp_path
    entry_points.plugins.cache_clear()
    sys.modules.pop("copydesk_shout", None)


def test_the_example_of_the_documentation_is_short_and_reads_its_format(installed):
    lines = [
        line for line in PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0].splitlines() if line
    ]
    assert len(lines) <= 14
    path = installed / "news.shout"
    path.write_text("THE BRIDGE IS CLOSED. NOBODY KNOWS WHY.")
    assert reader_for(Source(path)).name == reader_named("shout").name == "shout"
    assert ".shout" in known_suffixes()
    items = list(read_articles([path]))
    (found,) = (item for item in items if isinstance(item, ImportedArticle))
    assert found.article.text == "The bridge is closed. nobody knows why."


def test_broken_ones_are_named_in_one_line_and_passed_over(installed):
    (installed / "a.txt").write_text("A text.")
    items = list(read_articles([installed / "a.txt"]))
    assert [type(item).__name__ for item in items] == ["Remark", "Remark", "ImportedArticle"]
    said = [f"{item.where}: {item.words}" for item in items if isinstance(item, Remark)]
    assert said == [
        "plug-in broken (copydesk_nowhere:Nothing): cannot be used: No module named 'copydesk_nowhere'."
        " Update or remove the package copydesk-shout.",
        "plug-in useless (copydesk_shout:USELESS): cannot be used: it has no name."
        " Update or remove the package copydesk-shout.",
    ]
    assert broken_exporters() == ()


def test_the_exporter_of_the_documentation_writes_its_format(installed, project):
    first, *_ = project.sentences()
    project.label(first, "claim")
    path = installed / "out.murmur"
    assert writer_for(path).write(select(project.view), path, UNWATCHED) == 1
    assert path.read_text() == first.text.lower() + "\n"


def test_exporters_are_found_by_name_and_by_ending(installed):
    assert writer_named("shout").name == writer_for(Path("out.shout")).name == "shout"
    with pytest.raises(UsageError, match="shout"):
        writer_named("whisper")


LEAVES = r"plug-in leaver failed at .*SystemExit: 3\. Update or remove"


class Leaver:
    """A format whose every part wants to end the program."""

    name, suffix, suffixes = "leaver", ".leave", (".leave",)

    def __init__(self, where):
        self.where = where
        self.losses = (
            Loss("text", "leaves", occurs=lambda value: self.leave("occurs")),
            Loss("text", "leaves too", where=lambda project, records: self.leave("where")),
        )

    def leave(self, where):
        if where == self.where:
            sys.exit(3)
        return False

    def recognises(self, head):
        return bool(self.leave("recognises"))

    def read(self, source):
        self.leave("read")
        yield ImportedArticle(source.name, Article("A text."), "utf-8")
        self.leave("read on")

    def write(self, dataset, path, progress):
        path.write_text("half")
        self.leave("write")
        return 0


@pytest.mark.parametrize("where", ["recognises", "read", "read on"])
def test_an_importer_that_ends_the_program_refuses_its_file(tmp_path, where):
    importer = PluginReader(entry_points.Plugin("leaver", "copydesk-leaver", Leaver(where)))
    path = tmp_path / "a.leave"
    path.write_text("A text.")
    source = Source(path)

    def use():
        importer.recognises(b"A text.")
        list(importer.read(source))

    with pytest.raises(ReadingError, match=LEAVES) as refused:
        use()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("where", ["write", "occurs", "where"])
def test_an_exporter_that_ends_the_program_writes_nothing_and_says_so(tmp_path, project, where):
    exporter = PluginWriter(entry_points.Plugin("leaver", "copydesk-leaver", Leaver(where)))

    def use():
        exporter.write(select(project.view), tmp_path / "out.leave", UNWATCHED)
        exporter.losses[0].occurs("a text")
        exporter.losses[1].where(project.view, [])

    with pytest.raises(WritingError, match=LEAVES) as refused:
        use()
    assert "\n" not in str(refused.value)
    if where == "write":
        assert [each.name for each in tmp_path.iterdir() if "leave" in each.name] == []


def test_nothing_is_looked_for_before_a_format_is_needed():
    import subprocess

    modules = "labels.importing.reading, labels.formats.reader_registry, labels.formats.writer_registry"
    code = f"import sys, {modules}; print('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_export_loads_no_reader_that_stands_apart_from_its_writer():
    import subprocess

    code = "import sys, labels.exporting.export; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "labels.formats.writer_registry" in loaded
    assert [name for name in loaded if re.fullmatch(r"labels\.formats\.\w+\.reader", name)] == []
    assert "labels.formats.reader_registry" not in loaded
