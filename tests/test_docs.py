"""The README and docs/ are true: every block runs, every link leads somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from labels.exporting.records import records
from labels.files import connections
from labels.project import Project
from tests.documentation.blocks import BLOCKS, PAGES, ROOT, Block
from tests.documentation.inputs import WEB, SavedWeb, label_sample, make_dataset, make_inputs, write_book
from tests.documentation.shell import Shell
from tests.documentation.study import REVIEW_KEYS, before_line, make_study


class Omitted(NamedTuple):
    """What is not run: a command or block that has `text`, because of `reason`; it runs if `package` is there."""

    text: str
    reason: str
    package: str | None = None


#: Everything that is not run. The packages come with the extra train-test.
OMITTED = (
    Omitted("pip install", "installs packages"),
    Omitted("pipx install", "installs packages"),
    Omitted("uv tool install", "installs packages"),
    Omitted("pytest", "runs these tests"),
    Omitted("--format spacy", "needs spacy", "spacy"),
    Omitted("import spacy", "needs spacy", "spacy"),
    Omitted("from datasets import", "needs datasets", "datasets"),
    Omitted("from sklearn", "needs scikit-learn", "sklearn"),
    Omitted("import mlcroissant", "needs mlcroissant", "mlcroissant"),
)

#: Pages whose blocks take so long that they run with the slow tests.
LONG = ("study.md", "review.md")

RUN = {"sh", "python"}
#: Stands for a block until it has run to its end.
FAILED = "failed while a later block was reached"

#: The languages that are only read; a block without one shows what a program prints, or a file.
READ = {"toml", "json", "ebnf", ""}


def omission(text: str) -> str | None:
    """Why a command or block is not run; None if it is."""
    for each in OMITTED:
        if each.text in text and not (each.package and find_spec(each.package)):
            return each.reason
    return None


class Page:
    """A page as its reader tries it: its blocks run from top to bottom, in one folder, each of them once."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self._name = name
        self._rest = iter([block for block in BLOCKS[name] if block.language in RUN])
        self._names: dict[str, object] = {}
        self._omissions: dict[Block, str | None] = {}
        self._shell = Shell(folder, WEB, omission, self._prepare)
        if name == "query.md":
            shutil.copy(folder / "copydesk.db", folder / "news.db")
        if name == "study.md":
            make_study(folder)
            self._shell.keys |= REVIEW_KEYS
        if name == "importing.md":  # elsewhere an export writes this folder
            make_dataset(folder)

    def run(self, block: Block) -> str | None:
        """Run the page down to `block`, and say why that was not run, or None. Raises what the block raises."""
        while block not in self._omissions:
            following = next(self._rest)
            self._omissions[following] = FAILED
            self._omissions[following] = self._run(following)
        assert self._omissions[block] != FAILED
        return self._omissions[block]

    def _run(self, block: Block) -> str | None:
        """Run a block; why it was not run, or None."""
        if block.language == "sh":
            return None if self._shell.run(block.text) else self._shell.omitted[-1]
        if reason := omission(block.text):
            return reason
        code = compile("\n" * (block.line - 1) + block.text, block.page, "exec")
        exec(code, self._names)
        return None

    def _prepare(self, line: str) -> None:
        """Do what a line of a block says that its reader did before."""
        if self._name == "study.md":
            before_line(line, self.folder)
        if "--rename claim=speech --rename quote=speech" in line:
            write_book(self.folder / "book.toml", "speech", without=("claim", "quote"))
        if 'the file has the new label "rumour"' in line:
            write_book(self.folder / "book.toml", "rumour")
        if "list is:contradicted" in line:
            with Project.open(self.folder / "copydesk.db", "ana") as project:
                project.add_example(next(project.find("label:quote")), "claim")
        if "estimate" in line and "shares" in line:
            label_sample(self.folder / "copydesk.db", "shares")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The pages that a block was run of."""
    return {}


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the commands of the documentation read."""
    folder = tmp_path_factory.mktemp("inputs")
    make_inputs(folder)
    return folder


@pytest.fixture
def page(
    block: Block,
    inputs: Path,
    pages: dict[str, Page],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    """The page of a block, in its folder, without network and without anybody's settings."""
    if block.page not in pages:
        folder = tmp_path_factory.mktemp(block.page) / "folder"
        shutil.copytree(inputs, folder)
        pages[block.page] = Page(block.page, folder)
    found = pages[block.page]
    monkeypatch.chdir(found.folder)
    build = connections.build_opener
    monkeypatch.setattr(connections, "build_opener", lambda *handlers: build(*handlers, SavedWeb()))
    for name in ("COPYDESK_ANNOTATOR", "COPYDESK_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPYDESK_SETTINGS", str(found.folder / "no settings.toml"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(found.folder / "huggingface"))
    return found


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=f"{name}:{block.line}", marks=pytest.mark.slow if name in LONG else ())
        for name, blocks in BLOCKS.items()
        for block in blocks
        if block.language in RUN
    ],
)
def test_a_block_runs(block: Block, page: Page) -> None:
    if reason := page.run(block):
        pytest.skip(reason)


def test_no_block_is_in_a_language_that_is_neither_run_nor_read() -> None:
    assert {block.language for blocks in BLOCKS.values() for block in blocks} <= RUN | READ


def test_nothing_is_omitted_that_is_not_there() -> None:
    everything = "\n".join(shlex.join([block.text]) for blocks in BLOCKS.values() for block in blocks)
    assert [each.text for each in OMITTED if each.text not in everything] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_toml_of_a_page_can_be_read(page: Path) -> None:
    for block in BLOCKS[page.name]:
        if block.language == "toml":
            assert tomllib.loads(block.text)


def test_the_record_in_the_readme_begins_as_records_do(inputs: Path) -> None:
    (block,) = (block for block in BLOCKS["README.md"] if block.language == "json")
    shown = json.loads(block.text.replace(", …}", "}"))
    with Project.open(inputs / "copydesk.db", "ana", write=False) as project:
        record = next(iter(records(project.view)))
    assert list(shown) == list(record)[: len(shown)]
    assert [type(value) for value in shown.values()] == [type(record[key]) for key in shown]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    missing = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            missing.append(link)
    assert missing == []


def anchors_of(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reached = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", readme)}
    missing = []
    for page in PAGES[1:]:
        name = page.relative_to(ROOT).as_posix()
        if name not in reached and not any(f"({page.name}" in other.read_text(encoding="utf-8") for other in PAGES[1:]):
            missing.append(name)
    assert missing == []
