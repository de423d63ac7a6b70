"""Each way in which a codebook file can be wrong: the line that is named, and the mend."""

from __future__ import annotations

import re

import pytest

from labels.codebook.file import parse_codebook
from labels.errors import CodebookError

TOP = 'title = "x"\n'
ONE = '[[labels]]\nname = "claim"\nkey = "c"\n'

CASES = [
    # TOML that is none
    ("unquoted", "[[labels]]\nname = claim\n", 2, "put the text in quotes"),
    ("curly", "[[labels]]\nname = “claim”\n", 2, "use straight ones"),
    ("unclosed text", '[[labels]]\nname = "claim\nkey = "c"\n', 2, 'close it with "'),
    (
        "unclosed long text",
        'title = "x"\nguidelines = """\nRead.\n\n[[labels]]\nname = "a"\n',
        2,
        "close it with the quotes that it begins with",
    ),
    ("list to the end of the file", ONE + "examples = [", 4, "close it with ]"),
    ("unclosed list", ONE + 'examples = ["a"\ngroup = "x"\n', 5, "close it with ]"),
    ("twice", ONE + 'key = "d"\n', 4, "keep one of the two"),
    ("no equals sign", "[[labels]]\nname\n", 2, 'name = "text"'),
    ("one bracket", '[labels]\nname = "a"\n', 1, "begin each label with [[labels]]"),
    ("brackets", '[[labels]\nname = "a"\n', 1, "begin each label with [[labels]]"),
    ("one and two brackets", ONE + '[labels]\nname = "b"\n', 4, "begin each label with [[labels]]"),
    ("quote inside", 'title = "a "b" c"\n' + ONE, 1, '\\"'),
    ("backslash", 'title = "a \\d"\n' + ONE, 1, "\\\\ for each"),
    ("deep", "title = " + "[" * 5000, 1, "too deep"),
    # the whole
    ("empty file", "", 1, "add at least one, as [[labels]]"),
    ("empty list", TOP + "labels = []\n", 2, "add at least one, as [[labels]]"),
    ("list of names", TOP + 'labels = ["a", "b"]\n', 2, "begin each label with [[labels]]"),
    ("all retired", TOP + '[[labels]]\nname = "a"\nretired = true\n', 2, "every label is retired"),
    ("choose", TOP + 'choose = "several"\n' + ONE, 2, 'write choose = "one" or choose = "many"'),
    ("choose type", "choose = 1\n" + ONE, 1, 'write choose = "one" or choose = "many"'),
    ("title type", "\ntitle = 3\n" + ONE, 2, "title must be a text in quotes"),
    ("title line", 'title = "a\\nb"\n' + ONE, 1, "holds a line break: take it out"),
    ("unknown at the top", TOP + 'chose = "one"\n' + ONE, 2, "did you mean choose?"),
    ("label field at the top", 'definition = "x"\n' + ONE, 1, "put definition under a [[labels]] line"),
    ("far off", 'zzz = "one"\n' + ONE, 1, "use one of title, choose, guidelines, labels"),
    ("table", ONE + "[extra]\nx = 1\n", 4, 'unknown field "extra"'),
    # one label
    ("no name", TOP + '[[labels]]\nkey = "c"\n', 2, 'add name = "…"'),
    ("empty name", '[[labels]]\nname = " "\n', 2, "write what the label is called"),
    ("markup", '[[labels]]\nname = "[b]x"\n', 2, "square bracket"),
    ("newline", '[[labels]]\nname = "a\\nb"\n', 2, "line break: take it out"),
    ("long newline", '[[labels]]\nname = """a\nb"""\n', 2, "line break: take it out"),
    ("escape", '[[labels]]\nname = "a\\u001b[2J"\n', 2, "U+001B: take it out"),
    ("bidi", '[[labels]]\nname = "a\\u202Eb"\n', 2, "U+202E: take it out"),
    ("bidi raw", '[[labels]]\nname = "a\u202eb"\n', 2, "U+202E: take it out"),
    ("C1", '[[labels]]\nname = "a\\u009Bb"\n', 2, "U+009B: take it out"),
    ("zero width", '[[labels]]\nname = "a\\u200Bb"\n', 2, "U+200B: take it out"),
    ("long name", f'[[labels]]\nname = "{"n" * 41}"\n', 2, "41 characters long: shorten it to 40"),
    ("name type", "[[labels]]\nname = true\n", 2, "name must be a text in quotes"),
    ("key word", '[[labels]]\nname = "a"\nkey = "ab"\n', 3, "use one letter or digit"),
    ("key empty", '[[labels]]\nname = "a"\nkey = ""\n', 3, "use one letter or digit"),
    ("key sign", '[[labels]]\nname = "a"\nkey = "!"\n', 3, "use one letter or digit"),
    ("key space", '[[labels]]\nname = "a"\nkey = " "\n', 3, "use one letter or digit"),
    ("key wide", '[[labels]]\nname = "a"\nkey = "漢"\n', 3, "use one letter or digit"),
    ("key emoji", '[[labels]]\nname = "a"\nkey = "😀"\n', 3, "use one letter or digit"),
    ("key mark", '[[labels]]\nname = "a"\nkey = "\\u0301"\n', 3, "use one letter or digit"),
    ("key enter", '[[labels]]\nname = "a"\nkey = "enter"\n', 3, "use one letter or digit"),
    ("key number", '[[labels]]\nname = "a"\nkey = 1\n', 3, "key must be a text in quotes"),
    ("colour", ONE + 'colour = "reddish"\n', 4, "use #rrggbb, label-1 to label-8"),
    ("colour short", ONE + 'colour = "#abc"\n', 4, "use #rrggbb"),
    ("colour theme", ONE + 'colour = "label-9"\n', 4, "label-1 to label-8"),
    ("American", ONE + 'color = "red"\n', 4, "did you mean colour?"),
    ("synonym", ONE + 'description = "red"\n', 4, "did you mean definition?"),
    ("hyphen", ONE + "counter-examples = []\n", 4, "did you mean counter_examples?"),
    ("top field in a label", ONE + 'guidelines = "x"\n', 4, "before the first [[labels]]"),
    ("examples text", ONE + 'examples = "x"\n', 4, "examples must be a list of texts"),
    ("examples number", ONE + 'examples = [\n  "a, b]",  # three\n  3,\n]\n', 6, "each entry of examples must be"),
    ("retired text", ONE + 'retired = "yes"\n', 4, "retired = true"),
    ("formerly text", ONE + 'formerly = "x"\n', 4, "formerly must be a list of texts"),
    # labels against each other
    ("one key", ONE + '[[labels]]\nname = "cap"\nkey = "c"\n', 6, '"claim" and "cap"'),
    ("one key, mend", ONE + '[[labels]]\nname = "cap"\nkey = "c"\n', 6, "give one another key"),
    ("case", ONE + '[[labels]]\nname = "Claim"\n', 5, '"Claim" differs from "claim" only by case'),
    ("same name", ONE + '[[labels]]\nname = "claim"\n', 5, "give it another name"),
    ("decomposed", '[[labels]]\nname = "\\u00e9"\n[[labels]]\nname = "e\\u0301"\n', 4, "give it another name"),
    ("two heirs", '[[labels]]\nname = "a"\nformerly = ["z"]\n[[labels]]\nname = "b"\nformerly = ["z"]\n', 6, "both"),
    ("lonely group", 'choose = "many"\n' + ONE + 'group = "g"\n', 5, '"claim" is alone in the group "g"'),
    ("idle group", ONE + 'group = "g"\n[[labels]]\nname = "b"\ngroup = "g"\n', 4, "does nothing"),
    ("61", "".join(f'[[labels]]\nname = "n{i}"\n' for i in range(61)), 121, "take out or retire 1"),
    ("merged into nothing", ONE + '[[labels]]\nname = "b"\nsame_as = "clam"\n', 6, 'did you mean "claim"?'),
    ("merged into itself", ONE + 'same_as = "claim"\n[[labels]]\nname = "b"\n', 4, "take same_as out"),
    (
        "merged in a circle",
        ONE + 'same_as = "b"\n[[labels]]\nname = "b"\nsame_as = "Claim"\n[[labels]]\nname = "d"\n',
        4,
        '"claim" is the same as "b", which is the same as "claim": take same_as out of the one that goes on',
    ),
    ("all merged or retired", ONE + 'same_as = "b"\n[[labels]]\nname = "b"\nretired = true\n', 1, "retired or merged"),
    ("merged, type", ONE + "same_as = true\n", 4, "same_as must be a text in quotes"),
    ("merged, empty", ONE + 'same_as = " "\n', 4, "a name must not be empty"),
    ("merged, synonym", ONE + 'merged_into = "b"\n', 4, "did you mean same_as?"),
    # other ways of writing the same
    ("inline", 'labels = [\n  {name = "a", key = "c"},\n  {name = "b", key = "c"},\n]\n', 3, '"a" and "b"'),
    ("inline, one line", 'labels = [{name = "a"}, {nam = "b", name = "c"}]\n', 1, "did you mean name?"),
    ("dotted header", '[[ labels ]] # first\n"name" = "a"\n\'key\' = "ab"\n', 3, "use one letter or digit"),
    ("text that looks like TOML", 'guidelines = """\n[[labels]]\nkey = 1\n"""\n[[labels]]\nname = ""\n', 6, "called"),
    ("literal text", "guidelines = '''\n[[labels]]\n\"\n'''\n[[labels]]\nname = ''\n", 6, "called"),
    ("Windows", '[[labels]]\r\nname = "a"\r\nkey = "ab"\r\n', 3, "use one letter or digit"),
]


@pytest.mark.parametrize(("text", "line", "mend"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_line_and_the_mend_are_named(text: str, line: int, mend: str):
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "book.toml")
    first = str(caught.value).split("\n")[0]
    assert first.startswith(f"book.toml, line {line}: ")
    assert mend in first


def test_everything_that_is_wrong_is_told_once_in_the_order_of_the_file():
    text = 'chose = "one"\n[[labels]]\nname = "a"\nkey = "ab"\n[[labels]]\nname = "A"\nexamples = [1, 2]\n'
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "book.toml")
    told = str(caught.value).split("\n")
    assert [int(re.findall(r"line (\d+)", line)[0]) for line in told] == [1, 4, 6, 7]


@pytest.mark.parametrize("field", ["name", "key", "colour", "group", "choose"])
def test_no_message_carries_what_a_terminal_would_obey(field: str):
    top = 'choose = "a\\u001b[2J\\u202e"\n' if field == "choose" else ""
    inside = "" if field == "choose" else f'{field} = "a\\u001b[2J\\u202e"\n'
    name = "" if field == "name" else 'name = "x"\n'
    with pytest.raises(CodebookError) as caught:
        parse_codebook(f"{top}[[labels]]\n{name}{inside}", "b\x1book.toml")
    assert all(line.isprintable() for line in str(caught.value).split("\n"))
