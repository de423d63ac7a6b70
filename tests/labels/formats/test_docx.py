"""Word documents: the words as they stand with all changes accepted, and one line for what is no document."""

import io
import zipfile
from pathlib import Path

import pytest

from labels.errors import ReadingError
from labels.formats.docx.reader import DocxReader
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
    folder: Path,
    body: str = BODY,
    facts: str | None = FACTS,
    name: str = "a.docx",
    namespace: str = TRANSITIONAL,
    main: str = "word/document.xml",
    more: dict[str, str] | None = None,
) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:
        zip.writestr("[Content_Types].xml", "<Types/>")
        zip.writestr(main, f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
        if facts is not None:
            zip.writestr("docProps/core.xml", facts)
        for part, content in (more or {}).items():
            zip.writestr(part, content)
    return path


def relations(**targets: str) -> str:
    """A part that names others by their kind, with `_` for `-`."""
    each = (
        f'<Relationship Id="{kind}" Type="{namespace}{kind.replace("_", "-")}" Target="{target}"/>'
        for kind, target in targets.items()
        for namespace in ("http://purl.oclc.org/ooxml/officeDocument/relationships/",)
    )
    return f'<Relationships xmlns="r">{"".join(each)}</Relationships>'


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


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "word/Document2.XML"])
def test_the_main_part_may_have_any_name(tmp_path, target):
    rels = relations(officeDocument=target, core_properties="docProps/facts.xml")
    path = document(
        tmp_path, main="word/document2.xml", facts=None, more={"_rels/.rels": rels, "docProps/facts.xml": FACTS}
    )
    article = read(path).article
    assert (article.text.partition("\n")[0], article.author) == ("The harbour", "Mara Quell")


def paragraph(*runs: str, properties: str = "") -> str:
    words = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


@pytest.mark.parametrize("kind", ["drop", "margin"])
@pytest.mark.parametrize(
    ("cap", "rest", "text"),
    [
        ("R", "ain fell.", "Rain fell."),
        ("A", " boat sank.", "A boat sank."),
        ("“W", "hy?” they asked.", "“Why?” they asked."),
        ("Once ", "it rained.", "Once it rained."),
    ],
)
def test_a_drop_cap_begins_the_paragraph_after_it(tmp_path, kind, cap, rest, text):
    frame = f'<w:framePr w:dropCap="{kind}" w:lines="3"/>'
    body = paragraph("Title") + paragraph(cap, properties=frame) + "<w:p/>" + paragraph(rest) + paragraph("More.")
    assert read(document(tmp_path, body)).article.text == f"Title\n\n{text}\n\nMore."


def test_a_frame_that_is_no_drop_cap_is_a_paragraph(tmp_path):
    for frame in ('<w:framePr w:dropCap="none"/>', '<w:framePr w:w="100"/>'):
        body = paragraph("Aside", properties=frame) + paragraph("Rain fell.")
        assert read(document(tmp_path, body)).article.text == "Aside\n\nRain fell."
    body = paragraph("Rain fell.") + paragraph("E", properties='<w:framePr w:dropCap="drop"/>')
    assert read(document(tmp_path, body)).article.text == "Rain fell.\n\nE"


def lang(letters: str, east_asian: str = "ja-JP") -> str:
    return f'<w:rPr><w:lang w:val="{letters}" w:eastAsia="{east_asian}"/></w:rPr>'


STYLES = """<w:styles xmlns:w="{namespace}"><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Plain">{plain}</w:style>
<w:style w:type="paragraph" w:styleId="Base">{base}</w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:basedOn w:val="Base"/></w:style></w:styles>"""


def in_language(folder: Path, body: str, *, defaults: str = "", plain: str = "", base: str = "") -> str | None:
    """The language of a document with these runs and styles."""
    styles = STYLES.format(namespace=TRANSITIONAL, defaults=defaults, plain=plain, base=base)
    more = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles7.xml"),
        "word/styles7.xml": styles,
    }
    return read(document(folder, body, None, more=more)).article.language


GERMAN, QUOTED = paragraph("Es regnete am 3. Mai."), '<w:pStyle w:val="Quote"/>'


def test_the_language_is_that_of_most_words(tmp_path):
    assert in_language(tmp_path, GERMAN, defaults=lang("de-DE")) == "de-DE"
    assert in_language(tmp_path, GERMAN, defaults=lang("en-US"), plain=lang("de-AT")) == "de-AT"
    own = f"<w:p><w:r>{lang('fr-FR')}<w:t>Il a plu toute la journée.</w:t></w:r></w:p>"
    assert in_language(tmp_path, GERMAN + own, defaults=lang("de-DE")) == "fr-FR"
    assert in_language(tmp_path, own + GERMAN * 3, defaults=lang("de-DE")) == "de-DE"
    quoted = paragraph("Piovve tutto il giorno.", properties=QUOTED)
    assert in_language(tmp_path, quoted, defaults=lang("de-DE"), base=lang("it-IT")) == "it-IT"


def test_english_counts_where_the_words_say_so_and_not_as_what_programs_write_unasked(tmp_path):
    assert in_language(tmp_path, GERMAN, defaults=lang("en-US")) is None
    own = f"<w:p><w:r>{lang('en-GB')}<w:t>It rained.</w:t></w:r></w:p>"
    assert in_language(tmp_path, own, defaults=lang("de-DE")) == "en-GB"
    assert in_language(tmp_path, GERMAN) is None


def test_a_language_in_other_letters_does_not_count(tmp_path):
    assert in_language(tmp_path, paragraph("雨が降った。"), defaults=lang("en-US")) == "ja-JP"
    assert in_language(tmp_path, paragraph("Шёл дождь."), defaults=lang("de-DE")) is None
    assert in_language(tmp_path, paragraph("Валеше дъжд."), defaults=lang("bg-BG")) == "bg-BG"


def test_styles_that_cannot_be_read_leave_the_text(tmp_path):
    more = {"word/_rels/document.xml.rels": relations(styles="styles.xml"), "word/styles.xml": "<w:styles>"}
    (source,) = find_sources([document(tmp_path, GERMAN, None, more=more)])
    (found,) = DocxReader().read(source)
    assert (found.article.text, found.article.language) == ("Es regnete am 3. Mai.", None)
    assert source.remarks == ["Its styles are damaged, so they do not tell its language."]


def test_styles_that_are_based_on_each_other_end(tmp_path):
    loop = STYLES.replace('w:styleId="Base">{base}', 'w:styleId="Base"><w:basedOn w:val="Quote"/>')
    more = {
        "word/_rels/document.xml.rels": relations(styles="styles.xml"),
        "word/styles.xml": loop.format(namespace=TRANSITIONAL, defaults="", plain=""),
    }
    body = paragraph("Rain fell.", properties=QUOTED)
    assert read(document(tmp_path, body, None, more=more)).article.language is None
