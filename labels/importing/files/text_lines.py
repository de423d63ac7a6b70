"""The lines of a source, streamed where its bytes are UTF-8, so that a large file is never held whole."""

from __future__ import annotations

from collections.abc import Iterator

from labels.errors import ReadingError
from labels.importing.files.source import Source

#: No record is longer than this, in bytes; a longer line is a file of another kind.
LONGEST = 64 * 1024 * 1024

_MARK = b"\xef\xbb\xbf"


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Each line that is not blank with its number, counted from 1, without its end. Raises ReadingError."""
    for number, line in enumerate(_streamed(source) if _streams(source) else source.text()[0].split("\n"), 1):
        source.reached = number
        if line and not line.isspace():
            yield number, line.rstrip("\r\n")
    source.reached = 0


def _streams(source: Source) -> bool:
    """Whether the bytes can be read line by line as UTF-8."""
    if source.encoding is not None and source.encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        return False
    head = source.head()
    return b"\0" not in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _streamed(source: Source) -> Iterator[str]:
    """Every line. One that is not UTF-8 is a bad row of the source, and comes empty."""
    with source.open() as file:
        number = 0
        while raw := file.readline(LONGEST + 1):
            number += 1
            if len(raw) > LONGEST:
                raise ReadingError(
                    f"{source.name}: line {number}: longer than {LONGEST >> 20} MB. Give one record a line."
                )
            try:
                yield (raw.removeprefix(_MARK) if number == 1 else raw).decode("utf-8")
            except UnicodeDecodeError as error:
                source.bad_row(
                    number,
                    f"byte {error.start + 1} of it is not valid in UTF-8."
                    " Mend the line, or name its encoding with --encoding.",
                )
                yield ""
