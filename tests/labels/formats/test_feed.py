"""Entries with their whole text become articles; those with a summary only are told, and never taken for a text."""

from pathlib import Path

import pytest

from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.feed import FeedReader
from labels.formats.reader_registry import reader_for
from labels.values.import_options import ImportOptions

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lindhaven Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Harbour &amp; lock &lt;i&gt;closed&lt;/i&gt;</title><link>https://courier.example/1</link>
<dc:creator>Mara Quell</dc:creator><pubDate>Tue, 14 May 2024 06:30:00 +0200</pubDate>
<description>Divers have found a crack.</description>
<content:encoded><![CDATA[<figure><img src="a.jpg"><figcaption>A gate. Photo: O. B.</figcaption></figure>
<p>The harbour is <b>closed</b> again.<br>Nobody knows for how long.</p><script>track()</script>
<h3>The lock</h3><ul><li>is old</li><li>is broken</li></ul>]]></content:encoded></item>
<item><title>Ferry runs</title><link>https://courier.example/2</link>
<description>It runs again. […]</description></item>
<item><title>Whole in the description</title><link>https://courier.example/3</link>
<description>&lt;p&gt;The council met on Monday.&lt;/p&gt;&lt;p&gt;It will meet again.&lt;/p&gt;</description></item>
</channel></rss>
"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Seeblatt</title>
<entry><title>Frost</title><link href="https://seeblatt.example/frost"/><author><name>J. Öttl</name></author>
<updated>2023-04-27T05:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Die Blüte ist zerstört.</p><p>Äpfel bleiben.</p></div>
</content></entry></feed>
"""


def source(folder: Path, content: str | bytes, name: str = "feed.xml", **asked: bool) -> Source:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Source(path, ImportOptions(**asked))


def test_whole_texts_become_articles_and_summaries_are_told(tmp_path):
    feed = source(tmp_path, RSS)
    assert reader_for(feed).name == "feed"
    first, second = (found.article for found in FeedReader().read(feed))
    assert first.text == "The harbour is closed again.\nNobody knows for how long.\n\nThe lock\n\nis old\n\nis broken"
    assert (first.title, first.url, first.author) == (
        "Harbour & lock closed",
        "https://courier.example/1",
        "Mara Quell",
    )
    assert (first.published, first.language) == ("2024-05-14T04:30:00+00:00", "en-gb")
    assert (first.source, first.meta) == ("Lindhaven Courier", {"file": feed.name})
    assert second.text == "The council met on Monday.\n\nIt will meet again."
    assert feed.remarks == [
        "1 entry holds a summary only, left out; import the pages themselves: https://courier.example/2"
    ]


def test_atom_is_read_too(tmp_path):
    (found,) = FeedReader().read(source(tmp_path, ATOM))
    article = found.article
    assert (article.text, found.layout) == ("Die Blüte ist zerstört.\n\nÄpfel bleiben.", "blank")
    assert (article.title, article.source, article.url) == ("Frost", "Seeblatt", "https://seeblatt.example/frost")
    assert (article.author, article.published, article.language) == ("J. Öttl", "2023-04-27T05:00:00+00:00", "de")


def test_a_feed_of_summaries_names_the_pages(tmp_path):
    items = "".join(
        f"<item><link>https://a.example/{n}</link><description>Short.</description></item>" for n in range(5)
    )
    with pytest.raises(ReadingError) as caught:
        list(FeedReader().read(source(tmp_path, f"<rss><channel><title>A</title>{items}</channel></rss>")))
    assert str(caught.value).endswith(
        "its entries hold summaries only. Import the pages themselves:"
        " https://a.example/0 https://a.example/1 https://a.example/2 and 2 more"
    )


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ("word " * 30, False),
        ("word " * 130, True),
        ("word " * 130 + "…", False),
        ("word " * 130 + "Read more »", False),
    ],
)
def test_a_long_description_is_a_text_unless_it_goes_on_elsewhere(tmp_path, words, is_whole):
    feed = source(
        tmp_path, f"<rss><channel><item><title>T</title><description>{words}</description></item></channel></rss>"
    )
    if is_whole:
        assert [found.article.title for found in FeedReader().read(feed)] == ["T"]
    else:
        with pytest.raises(ReadingError, match="summaries only"):
            list(FeedReader().read(feed))


def test_a_feed_that_breaks_off_is_refused_or_loses_its_last_entry_on_request(tmp_path):
    cut = RSS[: RSS.index("It will meet")]
    with pytest.raises(ReadingError, match=r"feed\.xml: line 14: the feed breaks off"):
        list(FeedReader().read(source(tmp_path, cut)))
    feed = source(tmp_path, cut, skip_bad_rows=True)
    assert [found.article.title for found in FeedReader().read(feed)] == ["Harbour & lock closed"]
    assert len(feed.bad_rows) == 1


def test_unsound_xml_is_read_as_well_as_it_can_be_and_told(tmp_path):
    feed = source(tmp_path, RSS.replace("Ferry runs", "Ferry & <b>train run"))
    titles = [found.article.title for found in FeedReader().read(feed)]
    assert titles[0] == "Harbour & lock closed"
    assert any(remark.startswith("line 11: no sound XML (") for remark in feed.remarks)


@pytest.mark.parametrize("content", ["<rss><channel></channel></rss>", "<feed></feed>"])
def test_a_feed_without_entries_is_refused(tmp_path, content):
    with pytest.raises(ReadingError, match="holds no entries"):
        list(FeedReader().read(source(tmp_path, content)))


def test_a_feed_is_never_taken_for_a_name_of_a_file(tmp_path):
    """feedparser would open a file whose name is what the feed holds."""
    secret = tmp_path / "secret"
    secret.write_text(RSS)
    with pytest.raises(ReadingError, match="feed breaks off"):
        list(FeedReader().read(source(tmp_path, str(secret))))


@pytest.mark.parametrize("date", ["0000-00-00", "0000-00-00 00:00:00", "0001-01-01T00:00:00+05:00"])
def test_a_date_in_a_year_that_there_is_not_is_none(tmp_path, date):
    feed = RSS.replace("Tue, 14 May 2024 06:30:00 +0200", date)
    first, second = (found.article for found in FeedReader().read(source(tmp_path, feed)))
    assert first.title == "Harbour & lock closed"
    assert (first.published, second.published) == (None, None)
    both = feed.replace("</pubDate>", "</pubDate><dc:date>2024-05-14T04:30:00Z</dc:date>")
    assert next(FeedReader().read(source(tmp_path, both))).article.published == "2024-05-14T04:30:00+00:00"


@pytest.mark.slow  # the parser takes two seconds to give up
def test_entities_do_not_explode(tmp_path):
    levels = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x0 "ha">{levels}]><rss><channel><item><title>&x9;</title>'
    bomb += f"<description>{'word ' * 130}</description></item></channel></rss>"
    (found,) = FeedReader().read(source(tmp_path, bomb))
    assert len(found.article.title or "") < 100


def test_without_the_extra_it_says_which(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'copydesk\[web\]'"):
        list(FeedReader().read(source(tmp_path, RSS)))


def test_feeds_are_told_by_their_content(tmp_path):
    for content in (
        RSS,
        ATOM,
        "\ufeff<rss version='0.91'>",
        '<?xml version="1.0"?><?xml-stylesheet href="a"?><rdf:RDF >',
    ):
        assert reader_for(source(tmp_path, content, name="file")).name == "feed"
    for content in ("<feeds>", "An <rss> feed", "<!DOCTYPE html><feed>"):
        assert reader_for(source(tmp_path, content, name="file")).name != "feed"
