"""Pages and feeds fetched by their address: once, within limits, and only what can be text."""

from __future__ import annotations

import io
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote, urlsplit

from labels.errors import ReadingError
from labels.files.source import Source, one_line
from labels.files.spool import view
from labels.values.import_options import ImportOptions
from labels.version import VERSION

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from urllib.request import HTTPRedirectHandler, Request

    from labels.files.connections import Deadline


#: Seconds without an answer of the server, and seconds in all, after which the download ends.
PATIENCE, IN_ALL = 20.0, 120.0

#: More bytes than this are not fetched.
MOST_BYTES = 20_000_000

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_MARKUP = re.compile(r"application/(?:[\w.-]+\+)?(?:xml|json)")
#: By the type that the server names, the ending that a file would have; "" leaves it to the address or the content.
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/x-rss+xml": ".rss",
    "application/rss": ".rss",
    "application/x-rss": ".rss",
    "application/atom+xml": ".atom",
    "application/x-atom+xml": ".atom",
    "application/atom": ".atom",
    "application/rdf+xml": "",
    "application/xml": "",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "application/csv": ".csv",
    "application/epub+zip": ".epub",
    "application/gzip": "",
    "application/json": "",
    "application/jsonl": "",
    "application/x-ndjson": "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_address(given: object) -> bool:
    """Whether what a person named is a page to be fetched."""
    return isinstance(given, str) and _ADDRESS.match(given) is not None


class Fetched(Source):
    """What an address gives. Nothing is fetched before its bytes are asked for, and then only once."""

    def __init__(self, address: str, options: ImportOptions | None = None) -> None:
        """`address` begins with http:// or https://."""
        super().__init__(None, options)
        self.name = one_line(address)
        self._address = address

    @property
    def url(self) -> str:
        """Where it was found in the end, redirections followed. Raises ReadingError, as all below that fetch."""
        return self._fetched[2]

    @property
    def content_type(self) -> str:
        """The type that the server named, with its parameters."""
        return self._fetched[1].get("content-type", "")

    @property
    def sent_encoding(self) -> str | None:
        """The encoding that the server named."""
        return self._fetched[1].get_content_charset()

    @property
    def own_name(self) -> str:
        """The last part of the address."""
        path = PurePosixPath(unquote(urlsplit(self.name).path))
        return one_line(path.name) or urlsplit(self.name).hostname or "page"

    @property
    def suffix(self) -> str:
        """By the type that the server named where that says it, else the ending of the address."""
        named = _SUFFIXES.get(self._fetched[1].get_content_type(), "")
        return named or PurePosixPath(self.own_name).suffix.lower()

    def opened_raw(self) -> io.BufferedReader:
        return view(self._fetched[0])

    @cached_property
    def _fetched(self) -> tuple[BinaryIO, HTTPMessage, str]:
        answer = self._answer
        if isinstance(answer, ReadingError):
            raise answer
        return answer

    @cached_property
    def _answer(self) -> tuple[BinaryIO, HTTPMessage, str] | ReadingError:
        """What the server gave, or why there is nothing: it is asked only once in either case."""
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError

        from labels.files.connections import Deadline

        deadline = Deadline(IN_ALL)
        try:
            with deadline:
                return self._fetch(deadline)
        except ReadingError as error:
            return error
        except HTTPError as error:
            error.close()
            why = _refusal(error.code, error.reason)
        except URLError as error:
            why = _unreachable(error.reason)
        except (OSError, HTTPException, ValueError) as error:  # ValueError: a redirection to nonsense
            why = _unreachable(error)
        if deadline.passed:
            why = f"not complete after {IN_ALL:.0f} seconds. Try again later."
        return ReadingError(f"{self.name}: {why}")

    def _fetch(self, deadline: Deadline) -> tuple[BinaryIO, HTTPMessage, str]:
        from urllib.request import Request

        request = Request(
            _ascii(self._address),
            headers={"User-Agent": f"copydesk/{VERSION}", "Accept": "text/html, application/xhtml+xml, */*;q=0.5"},
        )
        with deadline.opener(_redirections()).open(request, timeout=PATIENCE) as answer:
            kind = answer.headers.get_content_type()
            if not _may_be_text(kind):
                raise ReadingError(f"{self.name}: is {kind}, no page or text. Leave it out.")
            data = bytearray()
            while chunk := answer.read1(1 << 16):
                data += chunk
                if len(data) > MOST_BYTES:
                    raise ReadingError(f"{self.name}: over {MOST_BYTES // 1_000_000} MB. Save it as a file first.")
            if deadline.passed:  # what came was cut off
                raise TimeoutError
            promised = answer.headers.get("content-length", "")
            if promised.isdigit() and len(data) < int(promised):
                raise ReadingError(f"{self.name}: broke off after {len(data):,} of {promised} bytes. Try again.")
            return io.BytesIO(data), answer.headers, answer.url


def _may_be_text(kind: str) -> bool:
    """Whether a type that a server names can be that of something to read: text, and XML or JSON of any kind."""
    return kind in _SUFFIXES or kind.startswith("text/") or _MARKUP.fullmatch(kind) is not None


def _redirections() -> HTTPRedirectHandler:
    """Follows redirections to pages only: never to a file or another protocol, nor from the net into one's own."""
    from urllib.error import HTTPError
    from urllib.request import HTTPRedirectHandler

    class PagesOnly(HTTPRedirectHandler):
        def redirect_request(
            self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
        ) -> Request | None:
            if not is_address(newurl):
                raise HTTPError(req.full_url, code, "no page", headers, fp)
            from labels.files.connections import InwardError

            if _is_own(newurl) and not _is_own(req.full_url):  # if a proxy connects, the address is not known
                raise InwardError(f"leads from a public address to {urlsplit(newurl).hostname}")
            return super().redirect_request(req, fp, code, msg, headers, _ascii(newurl))

    return PagesOnly()


def _is_own(address: str) -> bool:
    """Whether an address names this machine or one of its network, by number or as localhost."""
    from labels.files.connections import is_public

    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return not is_public(host)
    except ValueError:  # a name
        return host == "localhost" or host.endswith(".localhost")


def _ascii(address: str) -> str:
    """An address as servers want it: letters beyond ASCII escaped, in the host's name by IDNA."""
    from urllib.parse import quote

    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="%/:=&?~#+!$,;'@()*[]-._") for part in (parts.path, parts.query))
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _refusal(code: int, reason: Any) -> str:
    match code:
        case 404 | 410:
            return f"there is no such page ({code}). Check the address."
        case 401 | 402 | 403 | 451:
            return f"the server does not give it ({code}). Open it in a browser, save the page and import the file."
        case 429 | 503:
            return f"the server is busy ({code}). Try again later."
        case _ if 300 <= code < 400:
            return f"leads round in a circle, or to something that is no page ({code}). Check the address."
    return (
        f"the server answers {code} ({one_line(str(reason))}). Try again later, or save the page and import the file."
    )


def _unreachable(reason: Any) -> str:
    if isinstance(reason, TimeoutError):
        return "the server does not answer. Try again later."
    from labels.files.connections import InwardError

    if isinstance(reason, InwardError):
        return f"{reason}, which is in your own network. If you trust it, name that address itself."
    words = getattr(reason, "strerror", None) or str(reason)
    return f"cannot be reached ({one_line(words)}). Check the address and the network."
