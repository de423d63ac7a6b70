"""EPUB books: chapters as articles, what stands beside the text told and left out, and one line for what is no book."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.files.source import Source
from labels.formats.epub.words import words_of
from labels.formats.reader_registry import reader_for
from labels.importing.sources import find_sources
from tests.examples import examples
from tests.labels.importing import read_files as files

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
FACTS = """<dc:title>Tides and  Trams</dc:title><dc:creator>Mara Quell</dc:creator><dc:creator>Ben Ode</dc:creator>
<dc:date>2019-03-01</dc:date><dc:language>en-GB</dc:language><dc:publisher>Pier Press</dc:publisher>"""
ONE = """<h1>The  harbour</h1><p>Rain fell <em>again</em>.<a epub:type="noteref" href="#n">1</a></p>
<div>It&nbsp;stopped.<br/>Late.</div><ul><li>One</li><li><p>Two &amp; three</p></li></ul>
<table><tr><th>Year</th><td><p>Hives</p></td></tr></table>
<figure><img src="x.png"/><figcaption>A boat</figcaption></figure>
<pre>  a
    b</pre><aside epub:type="footnote" id="n"><p>A note.</p></aside><script>no()</script>"""
TWO = "<section epub:type='chapter'><p>Nobody came.</p></section>"


def page(body: str, title: str = "Tides and Trams", doctype: str = "<!DOCTYPE html>") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{title}</title></head><body>{body}</body></html>'
    )


def book(
    path: Path,
    pages: dict[str, str],
    *,
    facts: str = FACTS,
    properties: dict[str, str] | None = None,
    guide: str = "",
    more: dict[str, str] | None = None,
    spine: str = "",
) -> Path:
    """A book with these pages, in this order."""
    items = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml" '
        f'properties="{(properties or {}).get(name, "")}"/>'
        for n, name in enumerate(pages)
    )
    spine = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:
        zip.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        zip.writestr("META-INF/container.xml", CONTAINER)
        zip.writestr(
            "OEBPS/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{facts}'
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>",
        )
        for name, content in pages.items():
            zip.writestr(f"OEBPS/{name}", content)
        for name, content in (more or {}).items():
            zip.writestr(name, content)
    return path


def test_each_chapter_is_an_article_with_what_the_book_says_of_itself(tmp_path):
    path = book(tmp_path / "a.epub", {"text/one 1.xhtml": page(ONE), "text/two.xhtml": page(TWO, "Nobody")})
    first, second = (found.article for found in files.found(path))
    assert first.text == (
        "The harbour\n\nRain fell again.\n\nIt\u00a0stopped.\nLate.\n\nOne\n\nTwo & three\n\nYear\tHives\n\n  a\n    b"
    )
    assert (first.title, first.author, first.published, first.language, first.source) == (
        "The harbour", "Mara Quell, Ben Ode", "2019-03-01", "en-GB", path.name,
    )  # fmt: skip
    assert first.meta == {
        "book": "Tides and Trams", "chapter": 1, "page": "OEBPS/text/one 1.xhtml", "publisher": "Pier Press",
    }  # fmt: skip
    assert (second.text, second.title, second.meta["chapter"]) == ("Nobody came.", "Nobody", 2)


def test_a_chapter_without_a_name_is_called_after_the_book(tmp_path):
    path = book(tmp_path / "a.epub", {"1.xhtml": page(TWO)})
    assert files.found(path)[0].article.title == "Tides and Trams 1"
    path = book(tmp_path / "b.epub", {"1.xhtml": page(TWO)}, facts="")
    (found,) = files.found(path)
    assert (found.article.title, found.article.author, found.article.meta["page"]) == (
        "Tides and Trams", None, "OEBPS/1.xhtml",
    )  # fmt: skip


def test_what_stands_beside_the_text_is_left_out_and_told(tmp_path):
    pages = {
        "cover.xhtml": page("<img src='c.png'/>"),
        "pic.xhtml": page("<svg><text>words in a picture</text></svg>"),
        "title.xhtml": page("<section epub:type='titlepage'><p>Tides and Trams</p></section>"),
        "nav.xhtml": page("<nav epub:type='toc'><ol><li>One</li></ol></nav><p>more</p>"),
        "old-toc.xhtml": page("<p>One</p><p>Two</p>"),
        "notes.xhtml": page("<p>Ad.</p>"),
        "one.xhtml": page(ONE),
    }
    spine = "".join(f'<itemref idref="i{n}" linear="{"no" if n == 5 else "yes"}"/>' for n in range(7))
    guide = '<reference type="cover" href="cover.xhtml"/><reference type="toc" href="old-toc.xhtml#top"/>'
    path = book(tmp_path / "a.epub", pages, properties={"nav.xhtml": "nav"}, guide=guide, spine=spine)
    assert [found.article.title for found in files.found(path)] == ["The harbour"]
    assert files.remarks(path) == [
        "Left out: cover.xhtml (cover); pic.xhtml (without words); title.xhtml (title page);"
        " nav.xhtml, old-toc.xhtml (contents); notes.xhtml (beside the text)"
    ]


LONG = " ".join(f"<p>{'Rain fell on the quay and on the trams of the town. ' * 3}</p>" for _ in range(3))


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    "part",
    [
        "<section epub:type='frontmatter'><div epub:type='titlepage'><h1>Tides</h1><p>Mara Quell</p></div></section>",
        "<section epub:type='colophon'><p>Printed in Norhaven.</p></section>",
        "<section epub:type='copyright-page'><p>All rights reserved.</p></section>",
        "<div role='doc-toc'><ol><li>One</li><li>Two</li></ol></div>",
    ],
)
def test_only_the_part_beside_the_text_is_left_out_of_a_page(tmp_path, part, before):
    text = "<section epub:type='bodymatter'><h2>The quay</h2><p>Nobody came.</p></section>"
    path = book(tmp_path / "a.epub", {"all.xhtml": page(part + text if before else text + part)})
    (found,) = files.found(path)
    assert (found.article.text, found.article.title) == ("The quay\n\nNobody came.", "The quay")
    (told,) = files.remarks(path)
    assert told.startswith("Left out: a part of all.xhtml (")


def test_a_place_in_a_page_that_the_book_names_is_left_out_alone(tmp_path):
    guide = '<reference type="title-page" href="all.xhtml#t"/><reference type="text" href="all.xhtml#b"/>'
    body = "<div id='t'><h1>Tides</h1></div><div id='b'><p>Nobody came.</p></div>"
    path = book(tmp_path / "a.epub", {"all.xhtml": page(body)}, guide=guide)
    assert [found.article.text for found in files.found(path)] == ["Nobody came."]
    path = book(tmp_path / "b.epub", {"all.xhtml": page(f"<h1 id='t'>Tides</h1>{LONG}")}, guide=guide)
    assert files.found(path)[0].article.text.startswith("Tides\n\nRain fell")


@pytest.mark.parametrize("place", ["", "#t"])
@pytest.mark.parametrize("kind", ["title-page", "cover"])
def test_a_page_that_marks_its_title_page_itself_is_a_chapter_whatever_the_book_calls_it(tmp_path, kind, place):
    guide = f'<reference type="{kind}" href="all.xhtml{place}"/>'
    body = "<section epub:type='halftitlepage'><h1>Tides</h1></section><h2>The quay</h2><p>Nobody came that day.</p>"
    path = book(tmp_path / "a.epub", {"all.xhtml": page(body)}, guide=guide)
    assert [found.article.text for found in files.found(path)] == ["The quay\n\nNobody came that day."]


def test_a_page_that_is_called_the_cover_and_holds_the_book_is_a_chapter(tmp_path):
    guide = '<reference type="cover" href="all.xhtml"/>'
    path = book(tmp_path / "a.epub", {"all.xhtml": page(LONG)}, guide=guide)
    assert files.found(path)[0].article.text.startswith("Rain fell")
    path = book(tmp_path / "b.epub", {"all.xhtml": page("<p>Tides</p>"), "1.xhtml": page(LONG)}, guide=guide)
    assert len(files.found(path)) == 1


def test_books_are_told_by_their_content(tmp_path):
    for name in ("book", "book.zip", "book.bin"):
        path = book(tmp_path / name, {"word/one.xhtml": page(ONE)})
        (source,) = find_sources([path])
        assert reader_for(source).name == "epub"
        assert files.found(path)[0].article.title == "The harbour"
    with zipfile.ZipFile(tmp_path / "books.zip", "w") as zip:
        zip.write(book(tmp_path / "a.epub", {"one.xhtml": page(ONE)}), "a.epub")
    assert files.found(tmp_path / "books.zip")[0].article.source == "books.zip/a.epub"


ENCRYPTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="{}"/><e:CipherData>
<e:CipherReference URI="OEBPS/one.xhtml"/></e:CipherData></e:EncryptedData></encryption>"""


def test_a_locked_book_is_refused_and_a_locked_font_is_not(tmp_path):
    locked = {"META-INF/encryption.xml": ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    path = book(tmp_path / "a.epub", {"one.xhtml": "\0\1\2"}, more=locked)
    assert files.refusal(path) == "locked against copying (DRM). Get it without, or leave it out."
    font = {"META-INF/encryption.xml": ENCRYPTED.format("http://www.idpf.org/2008/embedding")}
    assert files.found(book(tmp_path / "b.epub", {"one.xhtml": page(ONE)}, more=font))


def test_a_bad_chapter_refuses_the_book_or_is_left_out(tmp_path):
    path = book(tmp_path / "a.epub", {"one.xhtml": page(ONE), "two.xhtml": page("<p>No end.")})
    assert files.refusal(path).startswith("page 2 (OEBPS/two.xhtml): not well-formed (mismatched tag: line 1, column ")
    assert files.skipped(path) == [files.refusal(path)]
    assert [item.article.title for item in files.read(path, skip=True) if hasattr(item, "article")] == ["The harbour"]
    path = book(tmp_path / "b.epub", {"one.xhtml": page(ONE), "../../../up.xhtml": page(TWO)})
    with zipfile.ZipFile(tmp_path / "c.epub", "w") as fewer, zipfile.ZipFile(path) as whole:
        for name in whole.namelist():
            if "up" not in name:
                fewer.writestr(name, whole.read(name))
    assert files.refusal(tmp_path / "c.epub").startswith("page 2 (../../up.xhtml): is missing.")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.epub", "b.epub", "c.epub"]


def test_what_is_no_book_is_refused_in_one_line(tmp_path):
    whole = book(tmp_path / "a.epub", {"one.xhtml": page(ONE * 50)}).read_bytes()
    spoiled = bytearray(whole)
    at = whole.index(b"OEBPS/one.xhtml") + 40
    spoiled[at : at + 20] = b"\xff" * 20
    plain = zipfile.ZipFile(tmp_path / "plain.epub", "w")
    plain.writestr("mimetype", "application/epub+zip")
    plain.close()
    contents = [b"no book", whole[: len(whole) // 2], (tmp_path / "plain.epub").read_bytes(), bytes(spoiled)]
    for content in contents:
        (tmp_path / "a.epub").write_bytes(content)
        reason = files.refusal(tmp_path / "a.epub")
        assert "damaged" in reason and reason.endswith((". Fetch or save it again.", ". Fetch or pack it again."))
    path = book(tmp_path / "b.epub", {"one.xhtml": page("<img/>")})
    assert files.refusal(path) == "empty, there are no words in it. Leave it out."
    assert files.refusal(book(tmp_path / "c.epub", {})) == "empty, there are no words in it. Leave it out."


BOMB = "<!DOCTYPE html [<!ENTITY a '{}'>{}]>".format(
    "ha" * 50, "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcd", "bcde", strict=False))
)


def test_traps_are_refused(tmp_path, monkeypatch):
    path = book(tmp_path / "a.epub", {"one.xhtml": page("<p>&e;</p>", doctype=BOMB)})
    assert files.refusal(path)
    monkeypatch.setattr("labels.formats.epub.reader.MOST_BYTES", 3_000)
    path = book(tmp_path / "b.epub", {f"{n}.xhtml": page("<p>" + "word " * 200 + "</p>") for n in range(4)})
    assert "once unpacked. Leave it out." in files.refusal(path)
    monkeypatch.undo()
    monkeypatch.setattr("labels.formats.epub.words.MOST_BYTES", 50)
    assert "once unpacked. Leave it out." in files.refusal(path)


@pytest.mark.slow
def test_depth_is_no_trap():
    deep = "<div>" * 50_000 + "Deep." + "</div>" * 50_000
    assert words_of(page(deep).encode()).paragraphs == ["Deep."]


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1), max_size=5))
@settings(max_examples=examples(50), deadline=None)
def test_no_words_are_lost(texts):
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in texts)
    found = words_of(page("".join(f"<p>{text}</p>" for text in escaped)).encode()).paragraphs
    assert "".join("".join(found).split()) == "".join("".join(texts).split())
    assert len(found) == sum(bool(text.strip()) for text in texts)


def test_an_entity_that_only_html_knows_is_read_and_an_unknown_one_refused(tmp_path):
    assert words_of(page("<p>caf&eacute; &hellip; &lt;</p>").encode()).paragraphs == ["café … <"]
    path = book(tmp_path / "a.epub", {"one.xhtml": page("<p>&nonsense;</p>")})
    assert "not well-formed (undefined entity" in files.refusal(path)
    assert reader_for(Source(path)).name == "epub"
