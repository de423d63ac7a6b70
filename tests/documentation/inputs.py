"""The files and addresses that the documentation names, small: a project with work in it, and data to import."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import urllib.request
import urllib.response
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from email.message import Message
from pathlib import Path

from labels.codebook import Label
from labels.codebook.file import default_codebook
from labels.codebook.write import write_codebook
from labels.project import Project

_PLACES = ("harbour", "bridge", "ferry", "market", "theatre", "library", "station", "school", "museum", "airport")
_COURIER = "".join(
    f"<p>The {place} was closed for the third week, and nobody at the town hall could say when it would open again.</p>"
    for place in _PLACES[:5]
)
_PAGE = f"<html><head><title>Harbour closed</title></head><body><article>{_COURIER}</article></body></html>"
_FEED = (
    "<rss version='2.0'><channel><title>Courier</title><item><title>Harbour closed</title>"
    f"<description><![CDATA[{_COURIER}]]></description></item></channel></rss>"
)

_CARD = """---
dataset_info:
  features:
  - name: text
    dtype: string
  - name: label
    dtype:
      class_label:
        names:
          '0': claim
          '1': rumour
---
# Set
"""
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    '<dc:title>Tides</dc:title></metadata><manifest><item id="i" href="1.xhtml" properties=""'
    ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="i"/></spine></package>'
)

#: What the addresses of the documentation give.
WEB = {
    "https://example.org/a.txt": b"The ferry runs again. Nobody knows for how long.\n",
    "https://courier.example/news/harbour-closed": _PAGE.encode(),
    "https://courier.example/feed": _FEED.encode(),
}


def make_inputs(folder: Path) -> None:
    """Write everything that the commands of the documentation read into an empty folder."""
    _make_projects(folder)
    _make_texts(folder)
    _make_records(folder)
    _make_documents(folder)


class SavedWeb(urllib.request.BaseHandler):
    """Answers for the network with `WEB`."""

    handler_order = 100  # before the handler that asks the network

    def https_open(self, request: urllib.request.Request) -> urllib.response.addinfourl:
        address = request.full_url
        headers = Message()
        headers["Content-Type"] = "application/rss+xml" if address.endswith("feed") else "text/html"
        answer = urllib.response.addinfourl(io.BytesIO(WEB[address]), headers, address, 200)
        answer.msg = "OK"
        return answer


def write_book(path: Path, *names: str, without: Iterable[str] = ()) -> None:
    """Write the codebook that comes with Copydesk, with further labels, and without some of its own."""
    book = default_codebook()
    labels = [label for label in book.labels if label.name not in without]
    labels += [Label(name, name, name[-1].upper()) for name in names]
    path.write_text(write_codebook(replace(book, labels=tuple(labels))), encoding="utf-8")


def label_sample(path: Path, name: str) -> None:
    """Decide, as ana, what is left of a sample, so that articles differ."""
    with Project.open(path, "ana") as project:
        for id in project.team.samples()[name].articles:
            has_more = int(id, 16) % 3 == 0
            for each in project.sentences(id):
                if not project.annotation(each).decided:
                    project.label(each, "claim") if has_more or "closed" in each.text else project.skip(each)


def _make_projects(folder: Path) -> None:
    """`copydesk.db` with the work of ana, ben and another ana; copies with more work; an export as `old.jsonl`."""
    main = folder / "copydesk.db"
    rows = [
        {
            "title": f"The {place} {number}",
            "source": "gazette" if number % 2 else "courier",
            "split": ("train", "train", "test")[number % 3],
            "text": f"The {place} of ward{number} is closed. “Nobody{number} is safe{number} there,” the mayor{number}"
            f" said. According to plan{number} a new{number} {place} opens{number} in {1990 + number}, it is said, and"
            f" who knows{number} why. Photo: the {place}{number} in hall{number}.",
        }
        for number, place in enumerate(_PLACES * 3)
    ]
    _write_lines(folder / "rows.jsonl", rows)
    _annotate(main, "ana", files=[folder / "rows.jsonl"])
    (folder / "rows.jsonl").unlink()
    _annotate(main, "ben")
    for name in ("ana", "ben"):
        shutil.copy(main, folder / f"{name}.db")
        with Project.open(folder / f"{name}.db", name) as project:
            project.annotate("photo is:undecided", label="caption")
    with Project.open(folder / "other.db", "ana") as other, Project.open(main, "ben") as project:
        article = other.add(project.reader.text_of(1))
        other.label(next(iter(other.sentences(article))), "opinion")
    with Project.open(main, "ana") as project:
        project.merge(folder / "other.db")
        project.export(folder / "old.jsonl")
    for extra in [folder / "other.db", *folder.glob("*before*")]:
        extra.unlink()


def _annotate(path: Path, annotator: str, files: Iterable[Path] = ()) -> None:
    with Project.open(path, annotator) as project:
        if files:
            project.import_files(*files)
        project.annotate("there", label="quote")
        project.annotate('closed or "it is said" source:gazette', label="claim")
        first, *_, last = project.find("label:claim")
        project.label(first, "claim", seconds=30)
        project.flag(first, reason="date?")
        project.note(last, "unsure of this")
        project.label(last, "claim", seconds=0.5)


def _make_texts(folder: Path) -> None:
    for name in ("my-articles", "articles"):
        inside = folder / name
        inside.mkdir()
        (inside / "bridge.txt").write_text("The old bridge is shut. Nobody knows why.\n", encoding="utf-8")
        (inside / "harbour.md").write_text("# The harbour\n\nShips wait. “It is full,” she said.\n", encoding="utf-8")
    (folder / "report.txt").write_text("Rain stopped the match.\n\nTickets stay valid.\n", encoding="utf-8")
    (folder / "notes.md").write_text("# Notes\n\nThe *tram* is late.\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "data.zip", "w") as zip:
        zip.writestr("tram.txt", "The tram is late again. Nobody minds.")
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "The mill is for sale. It has stood empty since spring."}) + "\n")


def _make_records(folder: Path) -> None:
    inner = [
        {"text": "The mill is sold.", "role": "news", "speech": ""},
        {"text": "“At last!”", "role": "", "speech": "quote"},
    ]
    _write_lines(folder / "discourse.jsonl", [{"title": "The mill", "sentences": inner}])
    prodigy = {
        "options": [{"id": "claim", "text": "claim"}],
        "accept": ["claim"],
        "answer": "accept",
        "_view_id": "choice",
    }
    _write_lines(folder / "reviews.jsonl", [prodigy | {"text": "Rates will fall, she said.", "_annotator_id": "mia"}])
    (folder / "export.csv").write_text("id,text,label,Comments\n1,Great price.,claim,\n", encoding="utf-8")
    _write_lines(folder / "data.jsonl", [{"id": "1", "text": "The pier is open."}])
    inside = folder / "annotation_output" / "exports" / "jsonl"
    inside.mkdir(parents=True)
    _write_lines(
        inside / "annotations.jsonl", [{"instance_id": "1", "user_id": "mia", "annotations": {"kind": {"claim": 1}}}]
    )


def make_dataset(folder: Path) -> None:
    """The folder `dataset` of a Hugging Face dataset, with a card."""
    (folder / "dataset").mkdir()
    (folder / "dataset" / "README.md").write_text(_CARD, encoding="utf-8")
    for part, label in (("train", 0), ("test", 1)):
        _write_lines(folder / "dataset" / f"{part}.jsonl", [{"text": f"A sentence of {part}.", "label": label}])


def _make_documents(folder: Path) -> None:
    (folder / "saved-pages").mkdir()
    (folder / "old" / "moscow").mkdir(parents=True)
    (folder / "old" / "ferry.txt").write_bytes("Prom nie kursuje. Nikt nie wie, dlaczego łódź stoi.".encode("cp1250"))
    (folder / "old" / "moscow" / "ferry.md").write_bytes("Паром не ходит. Никто не знает почему.".encode("koi8-r"))
    (folder / "saved-pages" / "harbour.html").write_text(_PAGE, encoding="utf-8")
    (folder / "courier.rss").write_text(_FEED, encoding="utf-8")
    with zipfile.ZipFile(folder / "report.docx", "w") as zip:
        zip.writestr("[Content_Types].xml", "<Types/>")
        words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = "<w:p><w:r><w:t>The lift is out of order. It was new.</w:t></w:r></w:p>"
        zip.writestr("word/document.xml", f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>')
    with zipfile.ZipFile(folder / "novel.epub", "w") as zip:
        zip.writestr("mimetype", "application/epub+zip")
        zip.writestr("META-INF/container.xml", _CONTAINER)
        zip.writestr("book.opf", _BOOK)
        body = "<body><h1>The pier</h1><p>Nobody came that night. The lamps were lit.</p></body>"
        zip.writestr(
            "1.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Tides</title></head>{body}</html>'
        )


def _write_lines(path: Path, rows: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
