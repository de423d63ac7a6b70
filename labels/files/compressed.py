"""Compressed streams read as what is in them: gzip and Zstandard, told by their first bytes, bounded in growth."""

from __future__ import annotations

import io
import zlib
from typing import Any

from labels.errors import MissingExtraError, ReadingError

#: Endings that say how a file is packed, not what it holds.
SUFFIXES = (".gz", ".zst")

#: A Zstandard block of a few bytes can hold 128 kB, so little is taken at a time.
_ZSTD_BYTES = 1024

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"

#: News text shrinks to a third or a fifth, logs to a fiftieth; a file that grows by more, beyond this many bytes, is a
#: decompression bomb.
MOST_GROWTH, GROWTH_COUNTS_FROM = 200, 100_000_000


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins like this is one that `unpacked` unpacks."""
    return head.startswith((_GZIP, _ZSTD))


def unpacked(raw: io.BufferedReader, head: bytes, name: str) -> io.BufferedReader:
    """What is compressed in `raw`, which begins with `head` and stands at its start. `name` is for messages.

    Reading raises ReadingError for damaged data, and for data that grows beyond all measure. Raises
    MissingExtraError where Zstandard needs a package.
    """
    if head.startswith(_GZIP):
        import gzip

        return bounded(gzip.GzipFile(fileobj=raw), name, packed=raw)
    return bounded(_zstd(raw), name, packed=raw)


def bounded(stream: Any, name: str, *, packed: io.BufferedReader | None = None) -> io.BufferedReader:
    """`stream` with its errors as ReadingError. If it is unpacked from `packed`, growing too much is an error too."""
    return io.BufferedReader(_Bounded(stream, name, packed), 1 << 16)


def is_bounded(stream: io.BufferedReader) -> bool:
    """Whether a stream is unpacked as it is read, and cannot go back."""
    return isinstance(stream.raw, _Bounded)


class _Bounded(io.RawIOBase):
    def __init__(self, stream: Any, name: str, packed: io.BufferedReader | None) -> None:
        self._stream = stream
        self._name = name
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, OSError, zlib.error, ValueError, NotImplementedError, RuntimeError) as error:
            raise ReadingError(f"{self._name}: {_why(error)}") from error
        except Exception as error:  # those of zipfile, lzma and zstandard share no ancestor
            if type(error).__module__.split(".")[0] not in ("zipfile", "zstandard", "compression", "lzma", "_zstd"):
                raise
            raise ReadingError(f"{self._name}: {_why(error)}") from error
        self._given += len(data)
        if self._given > GROWTH_COUNTS_FROM and self._packed and self._given > MOST_GROWTH * self._packed.tell():
            raise ReadingError(
                f"{self._name}: grows to over {MOST_GROWTH} times its size, which ordinary files never do."
                " If you trust it, unpack it first."
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._packed is not None:
                self._packed.close()
        super().close()


def _why(error: Exception) -> str:
    said = str(error)
    if "assword" in said or "encrypted" in said:
        return "locked with a password. Unpack it first."
    if isinstance(error, NotImplementedError):
        return "packed in a way that cannot be read here. Unpack it first."
    return f"cut off or damaged ({said.rstrip('.') or type(error).__name__}). Fetch or pack it again."


def _zstd(raw: io.BufferedReader) -> Any:
    try:
        from compression.zstd import ZstdFile  # type: ignore[import-not-found,unused-ignore]  # from Python 3.14 on
    except ImportError:
        pass
    else:
        return ZstdFile(raw)
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError("Reading Zstandard files", "zstd") from error
    return _ZstdFrames(raw, zstandard.ZstdDecompressor)


class _ZstdFrames:
    """Reads one frame after the other. The package's own reader takes a frame that is cut off for a whole one."""

    def __init__(self, raw: io.BufferedReader, decompressor: Any) -> None:
        self._raw = raw
        self._new = decompressor
        self._frame = decompressor().decompressobj()
        self._begun = False
        self._ready = b""

    def read(self, size: int) -> bytes:
        while not self._ready:
            packed = self._raw.read(_ZSTD_BYTES)
            if not packed:
                if self._begun:
                    raise EOFError("the last frame has no end")
                return b""
            while packed:
                self._begun = True
                self._ready += self._frame.decompress(packed)
                packed = b""
                if self._frame.eof:
                    packed = self._frame.unused_data
                    self._frame, self._begun = self._new().decompressobj(), False
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def close(self) -> None:
        self._ready = b""
