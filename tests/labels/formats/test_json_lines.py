"""The bytes of a value on a line of its own: the same whichever library wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labels.formats.json.lines import one_line

VALUES = [
    ({"b": 1, "a": None, "c": True}, '{"b":1,"a":null,"c":true}'),
    ("\u2028 \u2029 \x85", '"\\u2028 \\u2029 \\u0085"'),
    ('\x00\x1b\x1f\x7f\t\r\n"\\/', '"\\u0000\\u001b\\u001f\x7f\\t\\r\\n\\"\\\\/"'),
    ("é 漢 😀 \ufeff\u202e", '"é 漢 😀 \ufeff\u202e"'),
    ("\ud800 é \u2028", '"\ud800 é \\u2028"'),
    ([2**63 - 1, 2**64 - 1, -(2**63)], "[9223372036854775807,18446744073709551615,-9223372036854775808]"),
    ([10**40, "\u2029"], "[1" + "0" * 40 + ',"\\u2029"]'),
    ([0.1, 4.0, 1 / 3, -0.0, 1e16, 5e-324], "[0.1,4.0,0.3333333333333333,-0.0,1e+16,5e-324]"),
    ([float("nan"), float("inf")], "[null,null]"),
]


@pytest.mark.parametrize(("value", "line"), VALUES)
def test_hostile_values_are_one_line(value: Any, line: str) -> None:
    assert one_line(value) == line
    assert len(line.splitlines()) == 1
    if line != "[null,null]":
        assert json.loads(line) == value
