"""What to correct when a codebook file is not TOML at all."""

from __future__ import annotations

import re

from labels.codebook.problems import Problem

#: What the TOML reader says (the beginning of it), and what to do about it.
_REMEDIES = (
    ("Unterminated string", 'a text has no end: close it with the quotes that it begins with, " or """'),
    ('Expected \'"""\'', 'a text of several lines has no end: close it with """'),
    ("Expected \"'''\"", "a text of several lines has no end: close it with '''"),
    ("Illegal character", 'a text ends too early: close it with ", or use """ around several lines'),
    ("Unclosed array", "a list has no end: close it with ], with a comma between entries"),
    ("Unclosed inline table", "a table has no end: close it with }, with a comma between fields"),
    ("Cannot overwrite a value", "this field is here twice: keep one of the two"),
    ("Duplicate inline table key", "this field is here twice: keep one of the two"),
    ("Cannot declare", "begin each label with [[labels]], in two pairs of brackets"),
    ("Cannot mutate", "begin each label with [[labels]], in two pairs of brackets"),
    ("Expected ']", "the brackets do not match: begin each label with [[labels]]"),
    ("Expected '='", 'write the field as: name = "text"'),
    ("Expected newline", 'write one field a line, and any " inside a text as \\"'),
    ("Unescaped", "write \\\\ for each \\ inside a text"),
    ("Invalid value (at end of document)", "a list or text has no end: close it with ] or with quotes"),
    ("Invalid value", 'put the text in quotes: "text"'),
    ("Invalid date", 'put the text in quotes: "text"'),
    ("Found invalid character", "this line holds a character that cannot be seen: delete it and type the line again"),
    ("Invalid initial character", 'write the field as: name = "text"'),
    ("Invalid statement", 'write the field as: name = "text", and any remark after a #'),
)
_OTHERWISE = "this is not valid TOML: compare the line with `copydesk codebook show`"


def explain(error: ValueError, source: str) -> Problem:
    """The problem behind what `tomllib` raised for `source`."""
    said = str(error)
    found = re.search(r"\(at line (\d+), column \d+\)", said)
    lines = source.split("\n")
    line = int(found.group(1)) if found else _unfinished_line(lines, said)
    if re.search("[“”„«»‘’]", _outside_quotes(lines[line - 1])):
        return Problem(line, 'curly quotes do not count here: use straight ones, "text"')
    remedy = next((remedy for beginning, remedy in _REMEDIES if said.startswith(beginning)), _OTHERWISE)
    return Problem(line, remedy)


def _unfinished_line(lines: list[str], said: str) -> int:
    """The line where the unfinished value begins, as far as it can be found."""
    numbers = range(len(lines), 0, -1)
    if said.startswith(("Unterminated", "Expected")):
        opening = next((number for number in numbers if '"""' in lines[number - 1]), None)
        if opening is not None:
            return opening
    return next((number for number in numbers if lines[number - 1].strip()), 1)


def _outside_quotes(line: str) -> str:
    return re.sub(r'"(?:\\.|[^"\\])*"', "", line)
