"""Ways to damage a file: the same for the same random numbers."""

from __future__ import annotations

from random import Random

#: Bytes on which readers have stumbled: ends of numbers and strings, signs of markup, halves of characters.
_ODD = (
    *(b"\0", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x1a", b"\x85", b"\xe2\x80\xa8"),
    *(b'"', b"'", b"<", b">", b"&", b"]]>", b"{", b"}", b"[", b"]", b",", b"\t", b"\\", b"\\ud800", b"-", b":"),
    *(b"&#x110000;", b"&#0;", b"&#xd800;", b"NaN", b"-1", b"1e999", b"9" * 5000, b"0000-00-00", b"null", b"true"),
    *(b"[" * 3000, b"<b>" * 3000, b'{"a":' * 3000, b"> " * 1000, b"<!--", b"<![CDATA[", b"<?xml", b"---\n", b"\n\n"),
    *("\u202e😀İß\u0085\u2028".encode(), b"%s%n{0}", b"../../../x", b"\x7f" * 50, b"\xf0\x9f", b"&a;", b"\n# x\n"),
)


def damaged(data: bytes, other: bytes, random: Random) -> bytes:
    """`data` after one to three damages; `other` is a sound file of the same format to splice with."""
    for _ in range(random.choice((1, 1, 2, 3))):
        data = random.choice(_DAMAGES)(data, other, random)
    return data[:300_000]


def _places(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 2, 8, 40, 400)))


def _flipped(data: bytes, other: bytes, random: Random) -> bytes:
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 30))):
        if made:
            made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def _overwritten(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _places(data, random)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _cut_off(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _begun_late(data: bytes, other: bytes, random: Random) -> bytes:
    return data[random.randint(0, len(data)) :]


def _without_a_part(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _places(data, random)
    return data[:start] + data[end:]


def _doubled(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _places(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _twice(data: bytes, other: bytes, random: Random) -> bytes:
    return data + data


def _spliced(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _odd(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _places(data, random)
    return data[:start] + random.choice(_ODD) + data[random.choice((start, end)) :]


def _value_exchanged(data: bytes, other: bytes, random: Random) -> bytes:
    """Another value after a colon, an equals sign or a tag, where the format has such."""
    signs = [at for at in range(len(data)) if data[at] in b":=>,\t"]
    if not signs:
        return data
    at = random.choice(signs) + 1
    end = next((n for n in range(at, len(data)) if data[n] in b",}<\n&;\t"), len(data))
    return data[:at] + random.choice((*_ODD, b'""', b"[]", b"{}", b"0", b"[[1]]", b'{"a": []}', b"1.5")) + data[end:]


def _recoded(data: bytes, other: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-32", "cp1251", "cp437", "shift_jis", "utf-7")), "replace")


_DAMAGES = (
    *(_flipped, _overwritten, _cut_off, _begun_late, _without_a_part, _doubled, _twice, _spliced, _odd, _odd),
    *(_value_exchanged, _value_exchanged, _value_exchanged, _recoded),
)
