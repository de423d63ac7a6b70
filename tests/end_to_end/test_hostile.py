"""A hostile corpus passes through import, desk and export, and nothing of it reaches the terminal as control."""

import json
import subprocess

import pytest

from labels.project import Project
from tests.end_to_end.terminal import DESK, clean_environment, desk

#: Bytes by which a text could steer the terminal; none of them is ever sent by the program itself.
PLANTED = {
    "clipboard": "\x1b]52;c;aGFja2Vk\x07",
    "title": "\x1b]0;stolen title\x1b\\",
    "clear": "\x1b[2J\x1b[3J",
    "reset": "\x1bc",
    "eight-bit": "\x9b31m and \x9d0;stolen\x9c",
    "report": "\x1b[6n\x1b[c",
    "charset": "\x0e shifted \x0f",
    "bells": "ding\x07\x08\x0b\x0c",
    "nul": "before\x00after",
    "delete": "rub\x7fout",
    "override": "invoice\u202egpj.exe\u202c and \u2066isolated\u2069",
    "separators": "line\u2028paragraph\u2029next\x85line",
    "hidden": "zero\u200bwidth \ufeffmark \U000e0041tag",
}
MARKUP = {
    "unmatched": "[/x] is no end of anything",
    "click": "[@click=app.quit]press me[/]",
    "style": "[bold red on blue]loud[/bold] $text {curly} %s",
    "link": "[link=file:///etc/passwd]read[/link]",
}
WIDE = {
    "no-blank": "w" * 10_000,
    "han": "港口委员会推迟了第二座桥。" * 30,
    "emoji": "👩‍👩‍👧 😀 🏳️‍🌈 e\u0301\u0301\u0301 Z̸̡͝a̷l̶g̵o̴.",
    "right-to-left": "قال الوزير إن الجسر مغلق. שלום עולם.",
}
CORPUS = PLANTED | MARKUP | WIDE

_FORBIDDEN = [
    b"\x1b]52;", b"stolen title\x1b", b"stolen title\x07", b"\x1b]0;", b"\x1b[3J", b"\x1bc", b"\x1b[6n", b"\x1b[c",
    b"\x0e", b"\x0f", b"\x0b", b"\x0c", b"\x08", b"\x00", b"\x7f",
    *(bad.encode() for bad in "\x80\x85\x9b\x9c\x9d\u200b\u202a\u202e\u202c\u2066\u2069\u2028\u2029\ufeff\U000e0041"),
]  # fmt: skip


def text_of(name):
    """An article whose headline, a paragraph and the last sentence all hold the planted text."""
    return f"Headline {CORPUS[name]}\n\nIt begins here. {CORPUS[name]} It goes on.\n\nThe end of {name}.\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name in CORPUS:
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts" / f"{name}.txt").write_text(text_of(name), encoding="utf-8", newline="")
    done = subprocess.run(
        [*DESK, "import", "--json", "texts"], cwd=folder, env=clean_environment(folder), capture_output=True, text=True
    )
    return folder, done


@pytest.mark.slow
def test_what_cannot_be_kept_is_named_and_the_words_are_harmless(corpus):
    _, done = corpus
    report = json.loads(done.stdout)
    assert report["new"] + len(report["refused"]) == len(CORPUS)
    for refused in report["refused"]:
        assert refused["where"] in done.stderr
    assert done.stderr.replace("\n", "").isprintable()


@pytest.mark.slow
def test_nothing_in_the_text_reaches_the_terminal_as_control(corpus):
    folder, _ = corpus
    with Project.open(folder / "copydesk.db", "ana", write=False) as project:
        articles = [(row.n, row.sentences) for row in project.articles()]
    with desk(folder, size=(24, 120)) as terminal:
        terminal.wait("the desk", lambda: "decided" in terminal.lines[0])
        for n, sentences in articles:
            terminal.write(f":a{n}\r")
            terminal.wait("the article", lambda n=n: f"article {n} of" in terminal.lines[0])
            for row in range(min(sentences, 8)):
                terminal.write("b" if row % 2 else "\x1b[B")
            terminal.write("!;[/x][@click=app.quit]\x9b\r\x1b[F\x1b[H")  # a flag and a note, then both ends
        terminal.write("/headline\r?")
        terminal.wait_for("Escape goes back")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        found = [bad for bad in _FORBIDDEN if bad in terminal.raw]
        assert found == []


def test_the_export_is_whole_and_every_line_is_one_record(corpus):
    folder, _ = corpus
    done = subprocess.run(
        [*DESK, "export", "--status", "all"], cwd=folder, env=clean_environment(folder), capture_output=True, check=True
    )
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    with Project.open(folder / "copydesk.db", "ana", write=False) as project:
        assert [record["text"] for record in records] == [sentence.text for sentence in project.sentences()]
    assert not any(byte < 0x20 and byte != 0x0A for byte in done.stdout)
