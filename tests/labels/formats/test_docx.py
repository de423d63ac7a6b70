"""Word documents: the words as they stand with all changes accepted, and one line for what is no document."""

import io
import zipfile
from pathlib import Path

import pytest

from labels.errors import ReadingError
from labels.formats.docx import DocxReader
from labels.formats.reader_registry import reader_for
from labels.importing.sources import find_sources

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

BODY = """
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The harbour</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Rain </w:t></w:r>
<w:ins w:id="1"><w:r><w:t xml:space="preserve">fell </w:t></w:r></w:ins>
<w:del w:id="2"><w:r><w:delText>stopped </w:delText></w:r></w:del><w:hyperlink><w:r><w:t>again</w:t></w:r></w:hyperlink>
<w:r><w:t>.</w:t><w:br/><w:t>It stopped.</w:t><w:tab/><w:t>Late</w:t><w:noBreakHyphen/><w:t>ish.</w:t></w:r></w:p>
<w:p/>
<w:p><w:r><w:drawing><wps:txbx xmlns:wps="w"><w:txbxContent><w:p><w:r><w:t>A box</w:t></w:r></w:p></w:txbxContent>
</wps:txbx></w:drawing><w:t>Beside a box.</w:t><w:fldChar/><w:instrText>PAGE</w:instrText></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Hives</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:sdt><w:sdtContent><w:p><w:r><w:t>In a field.</w:t></w:r></w:p></w:sdtContent></w:sdt>
"""
FACTS = """<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title</dc:title>
<dc:creator>Mara Quell</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"""


def document(
    folder: Path, body: str = BODY, facts: str | None = FACTS, name: str = "a.docx", namespace: str = TRANSITIONAL
) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:
        zip.writestr("[Content_Types].xml", "<Types/>")
        zip.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
        if facts is not None:
            zip.writestr("docProps/core.xml", facts)
    return path


def read(path: Path):
    (source,) = find_sources([path])
    assert reader_for(source).name == "docx"
    (found,) = DocxReader().read(source)
    return found


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_the_words_come_without_what_was_deleted_and_with_what_was_put_in(tmp_path, namespace):
    found = read(document(tmp_path, namespace=namespace))
    article = found.article
    assert article.text == (
        "The harbour\n\nRain fell again.\nIt stopped.\tLate\u2011ish.\n\nBeside a box.\n\nYear\tHives\n\nIn a field."
    )
    assert (article.title, article.author, article.language) == ("A title", "Mara Quell", "en-GB")
    assert (article.source, found.layout) == ((tmp_path / "a.docx").as_posix(), "blank")


def test_without_facts_the_headline_is_the_title(tmp_path):
    assert read(document(tmp_path, facts=None)).article.title == "The harbour"
    assert read(document(tmp_path, "<w:p><w:r><w:t>One.</w:t></w:r></w:p>", None)).article.title == "a"


def test_documents_are_told_by_their_content(tmp_path):
    assert read(document(tmp_path, name="report")).article.title == "A title"


def test_what_is_no_document_is_refused_in_one_line(tmp_path):
    whole = document(tmp_path).read_bytes()
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as zip:
        zip.writestr("word/other.xml", "<a/>")
    unsound = document(tmp_path, "<w:p>").read_bytes()
    bomb = document(tmp_path, facts='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a' + ">").read_bytes()
    for content in (b"no document", whole[: len(whole) // 2], other.getvalue(), unsound):
        (tmp_path / "a.docx").write_bytes(content)
        with pytest.raises(
            ReadingError, match=r"a\.docx: damaged, locked or no Word document\. Save it again"
        ) as caught:
            read(tmp_path / "a.docx")
        assert len(str(caught.value).splitlines()) == 1
    (tmp_path / "a.docx").write_bytes(bomb)
    assert read(tmp_path / "a.docx").article.text.startswith("The harbour")


def test_an_empty_document_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="empty, there are no words"):
        read(document(tmp_path, "<w:p/>"))


def test_a_document_that_grows_beyond_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.zipped_xml.MOST_BYTES", 1000)
    with pytest.raises(ReadingError, match="once unpacked"):
        read(document(tmp_path, "<w:p><w:r><w:t>" + "Rain fell. " * 500 + "</w:t></w:r></w:p>"))
