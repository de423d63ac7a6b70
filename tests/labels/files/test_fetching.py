"""Pages fetched from a server on this machine: what it sends, refuses, sends wrongly or never ends."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from labels.errors import ReadingError
from labels.files import connections, fetching
from labels.files.fetching import Fetched, is_address
from labels.importing.pipeline import import_articles
from labels.importing.reading import read_articles
from labels.project import Project
from tests.labels.formats.html.test_html import HARBOUR, PAGES

PAGE = (PAGES / "harbour.html").read_bytes()
BARE = f"<html><body><p>{HARBOUR}</p></body></html>"


FEED = (
    "<rss version='2.0'><channel><title>F</title><item><title>A</title><description>&lt;p&gt;Rain fell in the night."
    "&lt;/p&gt;&lt;p&gt;It stopped in the morning.&lt;/p&gt;</description></item></channel></rss>"
)


class Site(BaseHTTPRequestHandler):
    """Answers by the path; counts what it was asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        match self.path.partition("?")[0]:
            case "/harbour":
                self._send(PAGE, "text/html; charset=utf-8")
            case "/packed":
                self._send(gzip.compress(PAGE), "text/html", {"Content-Encoding": "gzip"})
            case "/cp1250":
                page = f"<html><p>{'Příliš žluťoučký kůň úpěl. ' * 20}</p>"
                self._send(page.encode("cp1250"), "text/html; charset=windows-1250")
            case "/moved":
                self._send(b"", "text/html", {"Location": "/harbour"}, 301)
            case "/to-file":
                self._send(b"", "text/html", {"Location": "file:///etc/hostname"}, 302)
            case "/to-ftp":
                self._send(b"", "text/html", {"Location": "ftp://127.0.0.1/page.html"}, 302)
            case "/round":
                self._send(b"", "text/html", {"Location": "/round"}, 302)
            case "/picture":
                self._send(b"\x89PNG\r\n\x1a\n", "image/png")
            case "/large":
                self._send(b"x" * 3000, "text/html")
            case "/short":
                self._send(PAGE[:500], "text/html", {"Content-Length": str(len(PAGE))})
            case "/notes.txt":
                self._send(b"A title\n\nRain fell. It stopped.", "text/plain")
            case "/x-feed":
                self._send(FEED.encode(), "application/x-rss+xml; charset=utf-8")
            case "/drip-status":
                self._drip(b"H")
            case "/drip-head":
                self._drip(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nX-A: ", b"a")
            case "/drip-body":
                self._drip(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>", b"a")
            case "/drip-chunks":
                self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1")
            case "/feed":
                self._send(b"<rss><channel><title>F</title></channel></rss>", "application/rss+xml")
            case "/úřad":
                self._send(BARE.encode(), "text/html")
            case "/gone" | "/closed" | "/busy" | "/broken":
                code = {"/gone": 404, "/closed": 403, "/busy": 503, "/broken": 500}[self.path]
                self._send(b"<p>No.</p>", "text/html", code=code)
            case _:
                self._send(BARE.encode(), "text/html")

    def _send(self, body: bytes, kind: str, headers: dict[str, str] | None = None, code: int = 200) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, begin: bytes, drop: bytes = b"H") -> None:
        """A byte now and then, for ever."""
        with suppress(OSError):
            self.wfile.write(begin)
            while True:
                self.wfile.write(drop)
                self.wfile.flush()
                sleep(0.01)

    def parse_request(self) -> bool:
        found = super().parse_request()
        if found:
            from urllib.parse import unquote

            self.path = unquote(self.path)
        return found

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Site.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def article(address: str):
    (found,) = read_articles([address])
    assert not hasattr(found, "reason"), found
    return found.article


def refusal(address: str) -> str:
    (refused,) = read_articles([address])
    assert refused.where == address
    assert len(refused.reason.splitlines()) == 1
    return refused.reason


def test_a_page_is_fetched_once_and_taken_in(site, tmp_path):
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [f"{site}/harbour"])
        assert (report.new, report.refused) == (1, [])
        (row,) = project.articles()
        assert (row.title, row.source, row.url) == (
            "Harbour closed for a third week", "Lindhaven Courier", "https://courier.example/news/harbour-closed",
        )  # fmt: skip
        assert import_articles(project, [f"{site}/harbour"]).known == 1
    assert Site.asked == ["/harbour", "/harbour"]


def test_redirections_are_followed_and_where_they_led_is_kept(site):
    assert article(f"{site}/moved").text == HARBOUR
    fetched = Fetched(f"{site}/moved")
    assert fetched.url == f"{site}/harbour"
    assert article(f"{site}/a/plain-page?id=7#top").url == f"{site}/a/plain-page?id=7"


def test_what_is_packed_on_the_way_is_unpacked(site):
    assert article(f"{site}/packed").text == HARBOUR


def test_the_encoding_that_the_server_names_counts(site):
    assert article(f"{site}/cp1250").text.startswith("Příliš žluťoučký kůň úpěl.")


def test_addresses_may_hold_any_letters(site):
    assert "Lindhaven" in article(f"{site}/úřad").text
    assert Site.asked == ["/úřad"]


def test_other_formats_are_read_by_what_they_are(site):
    assert article(f"{site}/notes.txt").text == "A title\n\nRain fell. It stopped."
    assert refusal(f"{site}/feed").startswith("holds no entries")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone", "there is no such page (404). Check the address."),
        ("/closed", "the server does not give it (403). Open it in a browser"),
        ("/busy", "the server is busy (503). Try again later."),
        ("/broken", "the server answers 500 (Internal Server Error)."),
        ("/picture", "is image/png, no page or text. Leave it out."),
        ("/short", "broke off after 500 of "),
        ("/to-file", "leads round in a circle, or to something that is no page (302). Check the address."),
        ("/to-ftp", "leads round in a circle, or to something that is no page (302). Check the address."),
        ("/round", "leads round in a circle, or to something that is no page (302). Check the address."),
    ],
)
def test_what_is_not_had_is_told_with_the_remedy(site, path, why):
    assert refusal(f"{site}{path}").startswith(why)


def test_what_is_too_large_is_given_up(site, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 2000)
    assert refusal(f"{site}/large").startswith("over ")


@pytest.mark.parametrize("path", ["/drip-status", "/drip-head", "/drip-body", "/drip-chunks"])
def test_a_server_that_drips_is_given_up_wherever_in_its_answer_it_does(site, monkeypatch, path):
    monkeypatch.setattr(fetching, "IN_ALL", 0.2)
    assert "not complete after" in refusal(f"{site}{path}")
    assert Site.asked == [path]


@pytest.mark.parametrize("path", ["/gone", "/closed", "/busy", "/picture", "/short", "/to-file"])
def test_an_address_that_was_refused_is_not_asked_again(site, tmp_path, path):
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [f"{site}{path}", f"{site}{path}"])
    assert len(report.refused) == 1
    assert Site.asked == [path]


def test_a_redirection_from_a_public_address_into_the_own_network_is_refused(site, monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr(connections, "is_public", lambda address: next(answers))
    monkeypatch.setattr(fetching, "_is_own", lambda address: False)
    assert refusal(f"{site}/moved") == (
        "leads from a public address to 127.0.0.1, which is in your own network."
        " If you trust it, name that address itself."
    )
    assert Site.asked == ["/moved"]


def test_a_redirection_is_refused_by_the_number_or_name_in_it_before_anything_connects(site, monkeypatch):
    monkeypatch.setattr(fetching, "_is_own", lambda address: address.endswith("/harbour"))
    assert refusal(f"{site}/moved").startswith(
        "leads from a public address to 127.0.0.1, which is in your own network."
    )
    assert Site.asked == ["/moved"]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        *(
            (f"http://{host}/a", True)
            for host in ("127.0.0.1", "127.8.8.8:80", "10.0.0.1", "192.168.1.1", "172.16.0.9")
        ),
        *((f"http://{host}/a", True) for host in ("169.254.169.254", "[::1]", "[fe80::1]", "[::ffff:127.0.0.1]")),
        *((f"http://{host}/a", True) for host in ("localhost", "LOCALHOST.", "a.localhost", "0.0.0.0", "[fd00::1]")),
        *((f"http://{host}/a", False) for host in ("93.184.215.14", "a.example", "[2606:4700::1111]", "8.8.8.8:8080")),
    ],
)
def test_own_addresses_are_told_from_public_ones(address, own):
    assert fetching._is_own(address) is own


def test_a_feed_may_be_sent_under_any_name_for_feeds(site):
    assert article(f"{site}/x-feed").text == "Rain fell in the night.\n\nIt stopped in the morning."


def test_a_server_that_never_answers_is_given_up(site, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refusal(f"http://127.0.0.1:{silent.getsockname()[1]}/") == "the server does not answer. Try again later."


def test_where_nobody_listens_it_says_so(site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/a").startswith("cannot be reached (")


@pytest.mark.parametrize("address", ["http://[", "http://a:b/", "http://é\udc80/", "http://127.0.0.1:99999/"])
def test_addresses_that_cannot_be_are_refused(address, site):
    (refused,) = read_articles([address])
    assert refused.reason.startswith("cannot be reached (")


def test_one_bad_page_does_not_stop_the_rest(site, tmp_path):
    (tmp_path / "a.txt").write_text("Rain fell. It stopped.")
    with Project(tmp_path / "news.db", "ana") as project:
        report = import_articles(project, [f"{site}/gone", tmp_path / "a.txt", f"{site}/harbour"])
    assert (report.new, len(report.refused)) == (2, 1)


@pytest.mark.parametrize("given", ["https://a.example/b", "HTTP://A.EXAMPLE"])
def test_addresses_are_told_from_files(given):
    assert is_address(given)


@pytest.mark.parametrize("given", ["http:/a", "file:///etc/passwd", "ftp://a/b", "a/https://b", "-", Path("https://a")])
def test_files_are_told_from_addresses(given):
    assert not is_address(given)


def test_nothing_is_fetched_before_it_is_read(site):
    fetched = Fetched(f"{site}/harbour")
    assert (fetched.name, fetched.once) == (f"{site}/harbour", True)
    assert Site.asked == []
    assert fetched.data == fetched.data == PAGE
    assert Site.asked == ["/harbour"]
    with pytest.raises(ReadingError):
        _ = Fetched(f"{site}/gone").suffix
