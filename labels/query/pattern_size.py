"""The size of a regular expression when it is compiled: each required repetition is written out.

`a{1000000000}` has few signs, and would take all memory before the first sentence is looked at.
"""

from __future__ import annotations

import re

#: `{m}`, `{m,}` and `{m,n}`; blanks in it mean something in verbose expressions only.
_REPEAT = re.compile(r"\{\s*(\d+)\s*(?:,[\s\d]*)?\}[?+]?")
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def written_out(regex: str) -> int:
    """How many signs and sets an expression has with its repeats written out, or a little more; at least 1 for each.

    Only what must be there at least counts: what may be repeated more often is counted while it matches.
    """
    groups = [0]
    last = at = 0
    while at < len(regex):
        sign = regex[at]
        if found := _REPEAT.match(regex, at):
            more = max(1, int(found[1].lstrip("0")[:_DIGITS] or 0)) - 1
            groups[-1] += last * more
            last += last * more
            at = found.end()
            continue
        if sign == "(":
            groups.append(0)
            last = 0
        elif sign == ")":
            # If no group is open, this one was not recognised, so everything before it may belong to it.
            last = groups[-1] + 1
            if len(groups) > 1:
                groups.pop()
                groups[-1] += last
        else:
            last = 1
            groups[-1] += 1
            at = _end_of(regex, at) - 1
        at += 1
    return sum(groups)


#: Numbers with more digits count as this many.
_DIGITS = 20


def _end_of(regex: str, at: int) -> int:
    """Where the sign, the escaped sign or the set that begins here ends."""
    if regex[at] == "\\":
        return at + 2
    found = _SET.match(regex, at) if regex[at] == "[" else None
    return found.end() if found else at + 1
