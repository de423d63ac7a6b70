"""Bytes become the text they were, or are refused by name with the place and the remedy."""

import codecs
import zipfile
from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labels.errors import ReadingError, UsageError
from labels.files.decoding import decode
from tests.examples import default_cases
from tests.labels.files.old_texts import TEXTS, encoded

LEGACY = {
    "cp1252": "“We can’t say,” the minister said on Monday — it’s too early. The firm paid £45m for the café.",
    "cp1250": "Minister oświadczył we wtorek, że decyzja zostanie podjęta później. Źródła mówią, że to już koniec.",
    "cp1251": "Министр заявил во вторник, что решение будет принято позже. Источники говорят, что это ещё не конец.",
    "koi8-r": "Министр заявил во вторник, что решение будет принято позже. Источники говорят, что это ещё не конец.",
    "cp1253": "Ο υπουργός δήλωσε την Τρίτη ότι η απόφαση θα ληφθεί αργότερα. Κανείς δεν ξέρει τι θα γίνει.",
    "cp1254": "Bakan salı günü kararın daha sonra alınacağını söyledi. Şimdi herkes bekliyor, çünkü iş çok zor.",
    "shift_jis": "大臣は火曜日に、決定は後で行われると述べた。誰も何が起こるか知らない。",
    "gb18030": "部长星期二表示,决定将在稍后作出。没有人知道会发生什么。",
    "euc_kr": "장관은 화요일에 결정이 나중에 내려질 것이라고 말했다. 아무도 모른다.",
}
PLAIN = st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.sampled_from("\n\r\t")))


def refusal(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(ReadingError) as caught:
        decode(data, "a.txt", encoding)
    message = str(caught.value)
    assert_one_line(message)
    return message


def assert_one_line(message: str) -> None:
    assert message.startswith("a.txt: ")
    assert "\n" not in message


@given(PLAIN, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_encodings_give_the_text_back(text, encoding):
    assume(text.strip() and not text.startswith("\ufeff"))
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_dropped(mark, encoding):
    assert decode(mark + "Ärger, 漢字".encode(encoding), "a.txt") == ("Ärger, 漢字", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Talks failed on Monday.\n", "“It’s late,” she said.\n", "Переговоры. Hello.\n"])
def test_utf16_without_a_mark_is_told_by_its_nuls(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


@pytest.mark.parametrize("times", [1, 2000])
@pytest.mark.parametrize("encoding", default_cases(LEGACY, 0, 3))
def test_legacy_encodings_are_guessed(encoding, times):
    text = (LEGACY[encoding] + "\n\n") * times
    decoded, name = decode(text.encode(encoding), "a.txt")
    assert decoded[:100] == text[:100], name
    assert hash(decoded) == hash(text), name


@pytest.mark.parametrize("language", default_cases(TEXTS, 0, 8, 16))
def test_older_encodings_are_told_by_the_language_that_a_text_looks_like(language):
    told: list[str] = []
    for encoding in TEXTS[language][0]:
        text, data = encoded(language, encoding)
        decoded, name = decode(data, "a.txt", tell=told.append)
        assert decoded == text, (encoding, name)
    assert all(line.startswith("Encoding guessed: ") and "--encoding" in line for line in told)
    assert len(told) == len(TEXTS[language][0])


@pytest.mark.parametrize("language", default_cases(TEXTS, 0, 8, 16))
def test_a_language_that_is_named_tells_from_one_sentence(language):
    for encoding in TEXTS[language][0]:
        if (language, encoding) == ("sr", "mac_cyrillic"):  # too short to tell from cp1251
            continue
        text = encoded(language, encoding)[0].partition(". ")[0]
        assert decode(text.encode(encoding), "a.txt", language=language)[0] == text, encoding


def test_the_language_decides_between_neighbours():
    data = "a kő és a fű".encode("cp1250")
    assert decode(data, "a.txt", language="Hungarian") == ("a kő és a fű", "cp1250")
    assert decode(data, "a.txt", language="pt-BR") == ("a kõ és a fû", "cp1252")


def test_what_is_certain_is_no_guess():
    told: list[str] = []
    for data in ("Zoë".encode(), "Zoë".encode("utf-16"), "talk of it".encode("utf-16-le")):
        decode(data, "a.txt", language="hu", tell=told.append)
    decode("Zoë".encode("cp1252"), "a.txt", "cp1252", tell=told.append)
    assert told == []


def test_the_evidence_of_a_legacy_encoding_may_lie_far_into_the_file():
    text = "All of this is plain.\n" * 20_000 + LEGACY["cp1252"]
    decoded, name = decode(text.encode("cp1252"), "a.txt")
    assert (decoded[-20:], len(decoded), name) == (text[-20:], len(text), "cp1252")


def test_a_guess_that_fits_the_sample_only_gives_way_to_one_that_fits_all():
    text = LEGACY["cp1252"].encode("cp1252") + b"\n" + LEGACY["cp1251"].encode("cp1251") * 20_000 + b"\x98"
    decoded, name = decode(text, "a.txt")
    assert decoded[-1] == b"\x98".decode(name)


def test_a_named_encoding_overrules():
    assert decode("für".encode(), "a.txt", "latin-1") == ("fÃ¼r", "iso8859-1")
    assert decode("日本".encode("iso2022_jp"), "a.txt", "iso2022_jp")[0] == "日本"


def test_the_byte_order_mark_is_dropped_under_a_named_encoding():
    assert decode("\ufeffHello".encode("utf-16-le"), "a.txt", "utf-16-le")[0] == "Hello"


@pytest.mark.parametrize("name", ["utf-9", "hex", "", "a\0b", "undefined"])
def test_an_unknown_encoding_is_a_wrong_request(name):
    with pytest.raises(UsageError, match="no encoding called"):
        decode(b"Hello", "a.txt", name)


@pytest.mark.parametrize(
    "text",
    [
        "one\r\ntwo\rthree\n",
        "a\u00a0b",
        "NUL \0 inside a line",
        "\x1b[2J\x1b]52;c;x\x07 text",
        "\u202eevil\u202c",
        "\x85x\u2028",
    ],
)
def test_the_text_is_kept_as_it_came(text):
    assert decode(text.encode(), "a.txt") == (text, "utf-8")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\u2003".encode()])
def test_empty_and_blank_sources_are_refused(data):
    assert "empty" in refusal(data)


def zipped(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")  # of 1980: the name of the test is the same every time
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (zipped("word/document.xml"), "DOCX). Give it the ending .docx, or name it with --format docx."),
        (b"PAR1\x15\x04", "Parquet file. Give it the ending .parquet, or name it with --format parquet."),
        (zipped("notes.txt"), "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
        (b"SQLite format 3\0\x10\0", "SQLite"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"name".ljust(257, b"\0") + b"ustar\0", "tar"),
        (b"\0\0\0 ftypisom", "film"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "recording"),
        (b"\0\1\2\3\4\5\6\7" * 50, "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x93\x12\x01 legacy \xff\x02" * 20, "binary"),
        (b"\x01\0\0\0\x02\0\0\0" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_seems_to_be(data, what):
    message = refusal(data)
    assert what in message
    assert message.endswith((".", "pdftotext."))


def test_a_picture_is_refused_even_under_a_named_encoding():
    assert "PNG" in refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin-1")


def test_damaged_utf8_names_line_and_byte_and_the_remedy():
    message = refusal("Zoë\nand Chloë went".encode() + b"\nto \xff see\n" + "Zoë".encode())
    assert "line 3, byte 25: not valid in UTF-8" in message
    assert "--encoding" in message


def test_cut_off_utf8_is_named():
    assert "line 2, byte 13: cut off in UTF-8" in refusal("Müller\nand Ü".encode()[:-1])


def test_a_wrong_named_encoding_names_the_place():
    assert "line 2, byte 3: not valid in ascii" in refusal(b"a\n\xe9t\xe9", "ascii")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_cut_off_utf16_is_named(mark):
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert "line 2, byte 11: cut off in UTF-16" in refusal(mark + "one\nx".encode(name)[:-1])


def test_lone_surrogates_are_refused_by_name_and_line():
    data = codecs.BOM_UTF16_LE + "one\ntwo \ud800 three".encode("utf-16-le", "surrogatepass")
    assert "line 2, byte 19" in refusal(data)
    assert "line 2: half a character (lone surrogate U+D800)" in refusal(b"one\ntwo +2AA- three", "utf-7")


@given(st.binary(max_size=300))
def test_any_bytes_give_storable_text_or_one_clear_line(data):
    try:
        text, name = decode(data, "a.txt")
    except ReadingError as error:
        text, name = str(error), "utf-8"
        assert_one_line(text)
    assert text.encode("utf-8").strip()
    assert codecs.lookup(name)
