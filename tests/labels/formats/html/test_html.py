"""Of a page comes the article and nothing else; a page that is none says so. All pages here are invented."""

from pathlib import Path

import pytest

from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.html.reader import HtmlReader
from labels.formats.reader_registry import reader_for
from labels.importing.reading import read_articles
from labels.importing.report import Refused
from labels.values.import_options import ImportOptions
from tests.examples import default_cases

PAGES = Path(__file__).parent / "saved"

HARBOUR = """\
The harbour of Lindhaven will stay closed for at least another week. Divers found a second crack in the lock gate on \
Monday, the port authority said.

“We cannot let a single ship through before the steel has been tested,” said the harbour master, Ines Tolva. “Whoever \
says otherwise has not seen it.”

Eleven freighters are waiting outside the breakwater. One of them, the Aurelia, has carried 4,000 tonnes of grain \
since the end of April.

Who pays for the delay

The shipping companies want the city to pay. According to a letter that the Courier has seen, they put the damage at \
90,000 crowns a day.

The gate was due to be replaced eight years ago, and the money was there.

The mayor did not want to comment on the letter. Her office said that talks would begin on Thursday."""

BEES = """\
Nobody waits on Platform 4 any more. The last train left it in 2009, and since then the rails have disappeared under \
clover, thyme and wild carrot.

In 2017 a signalwoman named Ruth Ekman put a hive behind the old lamp room.
Today there are eleven.

What the bees need

She counts it off on her fingers:

flowers from March to October,

water within two hundred meters,

and a stationmaster who looks the other way.

The honey is dark and tastes faintly of coal, though that may be my imagination. “It’s the lime trees,” Ekman says, \
“but I like your version better.”

Year\tHives\tHoney (kg)

2017\t1\t9

2022\t11\t260

Next spring the platform will get a roof again. It is meant for the bees."""


def page(path: Path, encoding: str | None = None):
    source = Source(path, ImportOptions(encoding=encoding))
    assert reader_for(source).name == "html"
    (found,) = reader_for(source).read(source)
    return found


def written(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Path:
    path = folder / "page.html"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return path


def test_a_news_page_gives_its_paragraphs_and_nothing_else():
    found = page(PAGES / "harbour.html")
    article = found.article
    assert article.text == HARBOUR
    assert (article.title, article.author, article.published) == (
        "Harbour closed for a third week", "Mara Quell", "2024-05-14",
    )  # fmt: skip
    assert (article.source, article.url) == ("Lindhaven Courier", "https://courier.example/news/harbour-closed")
    assert (article.language, article.meta) == ("en-GB", {"file": (PAGES / "harbour.html").as_posix()})
    assert (found.layout, found.encoding) == ("blank", "utf-8")


def test_a_blog_gives_lists_table_rows_and_line_breaks_but_no_captions_and_comments():
    article = page(PAGES / "bees.html").article
    assert article.text == BEES
    assert (article.title, article.author, article.source) == ("The bees of Platform 4", "Tomek Adair", "Slow Trains")
    assert (article.published, article.language) == ("2022-08-03", "en-US")


def test_an_old_page_set_in_tables_is_read_in_its_own_encoding_without_its_menu():
    found = page(PAGES / "orchard.html")
    assert found.encoding == "cp1252"
    assert found.article.text.startswith("Drei Nächte mit minus fünf Grad haben am Elmsee die Blüte")
    assert found.article.text.endswith("wie das Ministerium am Abend mitteilte.")
    assert "„So etwas habe ich in vierzig Jahren nicht gesehen“, sagte der Obstbauer Jörg Öttl" in found.article.text
    assert not any(word in found.article.text for word in ("Start", "Vereine", "Anzeigen"))
    assert (found.article.language, found.article.published) == ("de", "2023-04-27")
    assert found.article.source == (PAGES / "orchard.html").as_posix()  # it names no site


@pytest.mark.parametrize(
    ("name", "why"),
    default_cases(
        [
            ("front.html", "seems to be no article (only 0 words of running text)"),
            ("teasers.html", "seems to be a list of articles, no article"),
            ("missing.html", "seems to be no article (only "),
        ],
        0,
        unpack=True,
    ),
)
def test_a_page_that_is_no_article_says_so(name, why):
    with pytest.raises(ReadingError) as caught:
        page(PAGES / name)
    assert str(caught.value).startswith(f"{PAGES.as_posix()}/{name}: {why}")
    assert str(caught.value).endswith("If it is one, save its text as plain text and import that.")


def test_an_article_with_links_to_others_is_one_all_the_same(tmp_path):
    paragraphs = [f"<p>{each}</p>" for each in HARBOUR.split("\n\n")]
    more = "".join(
        f"<h3><a href='/{n}'>Something else happened in town {n}</a></h3><p>A line on it.</p>" for n in range(9)
    )
    beside = f"<section class='related'>{more}</section>"
    article = page(written(tmp_path, f"<article>{''.join(paragraphs[:3])}{beside}{''.join(paragraphs[3:])}</article>"))
    assert article.article.text.startswith(HARBOUR[:300])


def test_the_front_page_of_a_site_is_no_article(tmp_path):
    body = f"<main><p>{HARBOUR.replace(chr(10), '</p><p>')}</p></main>"
    link = '<link rel="canonical" href="https://courier.example{}">'
    assert page(written(tmp_path, body, link.format("/a"))).article.url == "https://courier.example/a"
    with pytest.raises(ReadingError, match="the front page of a site"):
        page(written(tmp_path, body, link.format("/")))


@pytest.mark.parametrize(
    "content", [b"<html>", b"<html><body></body></html>", b"<!doctype html>\n<p>", b"<html><script>while(1);</script>"]
)
def test_a_page_without_words_is_refused_in_one_line(tmp_path, content):
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=r"page\.html: .*\. If it is one, save") as caught:
        page(path)
    assert len(str(caught.value).splitlines()) == 1


PARAGRAPHS = "<p>Žluťoučký kůň skočil přes plot a nikdo ho už toho dne neviděl, ani starosta, ani sousedé.</p>" * 3


@pytest.mark.parametrize(
    ("head", "encoding", "expected"),
    [
        ('<meta charset="windows-1250">', "cp1250", "cp1250"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>", "iso8859-2", "iso8859-2"),
        ('<meta charset="windows-1250">', "utf-8-sig", "utf-8"),  # a mark counts for more
        ('<meta charset="nonsense">', "utf-8", "utf-8"),
        ('<meta charset="utf-16">', "utf-8", "utf-8"),
        ('<meta charset="ascii">', "utf-8", "utf-8"),
        ('<meta charset="windows-1250">', "utf-8", "utf-8"),
        ("", "utf-8", "utf-8"),
        ("", "utf-16", "utf-16-le"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_declares(tmp_path, head, encoding, expected):
    found = page(written(tmp_path, PARAGRAPHS, head, encoding))
    assert found.encoding == expected
    assert found.article.text.startswith("Žluťoučký kůň skočil")


def test_an_encoding_that_is_named_overrules(tmp_path):
    found = page(written(tmp_path, PARAGRAPHS, '<meta charset="utf-8">', "cp1250"), encoding="cp1250")
    assert "Žluťoučký" in found.article.text


def test_pages_are_told_by_their_content_where_the_name_says_nothing(tmp_path):
    for n, start in enumerate(
        ("<!DOCTYPE html>", "\ufeff \n<!-- saved from -->\n<html lang=en>", "<?xml version='1.0'?><html>")
    ):
        path = tmp_path / f"page{n}"
        path.write_text(f"{start}<body><p>{HARBOUR}</p></body></html>")
        assert reader_for(Source(path)).name == "html"
    for n, start in enumerate(("The <html> tag", "# <html>", "<rss>", "<htmlx>")):
        path = tmp_path / f"text{n}"
        path.write_text(start)
        assert reader_for(Source(path)).name != "html"


def test_hostile_pages_end_in_an_article_or_one_line(tmp_path):
    words = "".join(f"<p>{each}</p>" for each in HARBOUR.split("\n\n"))
    deep = "<div>" * 3000 + words + "</div>" * 3000
    odd = f"<p>\x00\x1b[2J</p>{words}<p>&#x1b;[31m &lt;script&gt;alert(1)&lt;/script&gt; is text.</p>"
    unclosed = words.replace("</p>", "") + "<table><tr><td><b><i>"
    for body in (deep, odd, unclosed, f"<svg><title>{words}</title></svg>{words}", words * 40):
        (found,) = read_articles([written(tmp_path, body)])
        if isinstance(found, Refused):
            assert len(found.reason.splitlines()) == 1
        else:
            assert "The harbour of Lindhaven" in found.article.text


def test_a_page_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.html.reader.MOST_BYTES", 1000)
    with pytest.raises(ReadingError, match="no article is"):
        page(PAGES / "harbour.html")


def test_without_the_extra_it_says_which(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'copydesk\[web\]'"):
        list(HtmlReader().read(Source(PAGES / "harbour.html")))


QUARRY = """\
The stone quarry above Marden will be worked again from the autumn, nine years after the last blast. The county gave \
its permission on Monday, with thirty-one conditions.

“We have waited so long that my son is now old enough to drive the lorry,” said the owner, Hanne Fjord, who wants to \
take on twelve people.

The photo: it shows nothing but a crane, and yet it has hung in the town hall for a decade.

Thirty-one conditions

There will be no blasting on Sundays, and the dust has to be measured at the school. “If one value is too high, they \
stop,” said the head of the county’s office for nature, Piet Oosterling.

The neighbours will go to court all the same, they announced on the evening of the decision."""


def test_a_page_full_of_furniture_gives_its_paragraphs_and_nothing_else() -> None:
    article = next(HtmlReader().read(Source(PAGES / "quarry.html"))).article
    assert article.text == QUARRY
    assert (article.title, article.source) == ("Quarry to reopen after nine years", "Marden Herald")
    assert (article.author, article.published) == ("Olga Brandt", "2023-03-14")


def test_a_template_that_gives_the_root_as_the_address_of_an_article_is_not_believed() -> None:
    assert next(HtmlReader().read(Source(PAGES / "quarry.html"))).article.url is None


def test_a_page_whose_script_never_ran_is_no_article(tmp_path: Path) -> None:
    page = tmp_path / "shell.html"
    page.write_text("<html><body><h1>Page</h1>" + "<p>{{ article.first }} and so on, in the words of it.</p>" * 20)
    with pytest.raises(ReadingError, match="no article"):
        next(HtmlReader().read(Source(page)))


def test_a_piece_of_a_page_is_read(tmp_path: Path) -> None:
    page = tmp_path / "piece.html"
    paragraphs = HARBOUR.split("\n\n")
    page.write_text("<DOCUMENT><TYPE>EX-99\n" + "".join(f"<p>{each}</p>\n" for each in paragraphs), encoding="utf-8")
    text = next(HtmlReader().read(Source(page))).article.text
    assert all(each in text for each in paragraphs)
