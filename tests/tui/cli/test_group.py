"""The command line as a whole: help, exit codes, and what is loaded to give an answer."""

import json
import subprocess
import sys

import click
import pytest
from click.shell_completion import ShellComplete

from labels.formats.reader_registry import readers
from labels.formats.writer_registry import writers
from labels.project import Project
from tests.examples import default_cases
from tests.tui.cli.running import ROOT, process, run
from tui.cli.command_line import meant
from tui.cli.group import copydesk


def commands(group: click.Group = copydesk, *names: str):
    """Every command with the words that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield (*names, name), command
            yield from commands(command, *names, name)
        else:
            yield (*names, name), command


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_the_help_of_every_command_has_an_example(words):
    code, out, err = run(*words, "--help")
    assert (code, err) == (0, "")
    assert (
        f"copydesk {' '.join(words)}"
        in out.replace("copydesk PATH", "copydesk label")
        .replace("copydesk story.txt", "copydesk label")
        .split("Options:")[0]
        .partition("\n")[2]
    )
    assert run(*words, "-h").out == out


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_every_option_says_what_it_is_for(words):
    command = dict(commands())[words]
    assert command.get_short_help_str(80)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_help_of_all_shows_every_command():
    code, out, _ = run("--help")
    assert code == 0
    for words, command in commands():
        if len(words) == 1:
            assert words[0] in out and not command.hidden


def test_the_version_is_that_of_the_package():
    from labels.version import VERSION

    assert run("--version").out == f"copydesk, version {VERSION}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_completion_script_for_every_shell(shell):
    code, out, _ = run("completion", shell)
    assert code == 0
    assert "_COPYDESK_COMPLETE" in out


@pytest.mark.parametrize(
    ("typed", "offered"),
    default_cases(
        [
            ("", b"plain,export"),
            ("ex", b"plain,export"),
            ("arti", b"file,arti"),
            ("export --st", b"plain,--status"),
            ("export --status un", b"plain,undecided"),
            ("import arti", b"file,arti"),
            ("codebook sh", b"plain,show"),
        ],
        4,
        5,
        unpack=True,
    ),
)
def test_completion_knows_commands_options_and_files(folder, typed, offered):
    position = str(max(1, len(typed.split())))
    done = process(
        folder=folder, _COPYDESK_COMPLETE="bash_complete", COMP_WORDS=f"copydesk {typed}", COMP_CWORD=position
    )
    assert offered in done.stdout.splitlines()


def completed(*words: str, begun: str = "") -> set[str]:
    """What is offered after these words, as every shell asks for it."""
    return {item.value for item in ShellComplete(copydesk, {}, "copydesk", "X").get_completions(list(words), begun)}


def test_completion_knows_every_format():
    assert completed("import", "--format") == {each.name for each in readers()} > {"archive", "text", "csv"}
    assert completed("label", "--format") == completed("import", "--format")
    assert completed("export", "--format") == {each.name for each in writers()}
    assert completed("export", "--format", begun="ar") == {"archive", "argilla"}


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_completion_knows_every_value_that_an_option_can_have(words):
    for parameter in dict(commands())[words].params:
        if isinstance(parameter.type, click.Choice):
            opened = [parameter.opts[0]] if isinstance(parameter, click.Option) else []
            assert completed(*words, *opened) == set(parameter.type.choices)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status", "--nonsense"], 2),
        (["import"], 2),
        (["import", "x", "--layout", "sideways"], 2),
        (["import", "x", "--language", "\x1b"], 2),
        (["export", "--with-context", "-1"], 2),
        (["codebook", "nonsense"], 2),
        (["completion", "tcsh"], 2),
        (["status"], 1),
        (["export"], 1),
        (["check"], 1),
        (["codebook", "show"], 1),
    ],
    ids=str,
)
def test_what_was_asked_wrongly_leaves_with_2_and_what_failed_with_1(words, code):
    outcome = run(*words)
    assert outcome.code == code
    assert outcome.out == ""
    assert outcome.err


WRONG = {
    "missing.db": None,
    "text.db": b"This is no project.\n",
    "binary.db": bytes(range(256)) * 40,
    "other.db": "CREATE TABLE x (y)",
    "newer.db": "PRAGMA user_version = 999",
    "empty.db": b"",
    "cut.db": "cut",
}


@pytest.mark.parametrize("words", ["status", "export", "check", "codebook show", "import a.txt", "codebook set c.toml"])
@pytest.mark.parametrize("name", default_cases(WRONG, 0))
def test_a_file_that_is_no_project_is_said_in_one_line_and_left_as_it_is(folder, name, words):
    import sqlite3

    (folder / "a.txt").write_text("A text. It is short.")
    assert run("codebook", "init", "c.toml").code == 0
    path, content = folder / name, WRONG[name]
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "cut":
        with Project(path, "ana") as project:
            project.add("word " * 5000)
        path.write_bytes(path.read_bytes()[:6000])
    elif content:
        if name == "newer.db":
            Project(path, "ana").close()
        connection = sqlite3.connect(path)
        connection.execute(content)
        connection.commit()
        connection.close()
    before = path.read_bytes() if path.exists() else None
    writes = words.startswith(("import", "codebook set"))
    outcome = run(*words.split(), "--project", name)
    if writes and name in ("missing.db", "empty.db"):
        assert outcome.code == 0
        return
    assert outcome.code == 1
    assert outcome.out == ""
    problem = outcome.err.strip()
    assert name in problem and (words == "check" or "\n" not in problem)
    assert (path.read_bytes() if path.exists() else None) == before


def test_the_variable_names_the_project(folder, articles):
    assert run("import", articles, COPYDESK_PROJECT="news.db").code == 0
    assert (folder / "news.db").exists() and not (folder / "copydesk.db").exists()
    assert run("status", "--json", COPYDESK_PROJECT="news.db").code == 0


@pytest.mark.parametrize("words", [[], ["articles"], ["label"], ["label", "articles"]], ids=str)
def test_without_a_terminal_the_desk_is_refused(articles, words):
    outcome = run(*words)
    assert outcome.code == 2
    assert "terminal" in outcome.err and "copydesk import -" in outcome.err


@pytest.mark.parametrize("words", [["tour"], ["tour", "review"]], ids=str)
def test_the_tour_wants_a_terminal_too(words):
    outcome = run(*words)
    assert outcome.code == 2
    assert "terminal" in outcome.err


def test_a_lesson_that_there_is_not_is_refused_with_those_that_there_are():
    outcome = run("tour", "export")
    assert outcome.code == 2
    assert "review" in outcome.err


@pytest.mark.parametrize(
    ("words", "command"), [([], "label"), (["a.txt"], "label"), (["a", "b"], "label"), (["status"], "status")], ids=str
)
def test_bare_words_are_paths_to_label(words, command):
    context = copydesk.make_context("copydesk", list(words))
    with context:
        _, found, _ = copydesk.resolve_command(context, [*context._protected_args, *context.args])
    assert found is copydesk.commands[command]


LOADED = (
    "import json, sys; from tui.cli.group import copydesk; copydesk({words!r}, standalone_mode=False); "
    "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
)


@pytest.mark.parametrize(
    ("words", "never"),
    default_cases(
        [
            (["--help"], ["textual", "rich", "pydantic", "sqlite_utils", "charset_normalizer"]),
            (["status"], ["textual", "rich", "pydantic", "sqlite_utils", "charset_normalizer"]),
            (["export"], ["textual", "rich", "pydantic", "sqlite_utils", "charset_normalizer"]),
            (["check"], ["textual", "rich", "pydantic"]),
            (["import", "articles"], ["textual", "rich"]),
            (["codebook", "show"], ["textual", "rich", "pydantic"]),
        ],
        0,
        2,
        unpack=True,
    ),
    ids=str,
)
def test_nothing_is_loaded_that_is_not_needed(folder, articles, words, never):
    assert run("import", articles).code == 0
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "COPYDESK_ANNOTATOR": "ana", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert not loaded & set(never)


@pytest.mark.parametrize(
    "words", [("check",), ("status",), ("list", "rain"), ("log",), ("export",), ("import", "a.txt")]
)
def test_a_folder_in_place_of_the_project_is_refused_in_one_line(tmp_path, words):
    code, out, err = run(*words, "--project", tmp_path)
    assert (code, out) == (2, "")
    assert err == f"copydesk: {tmp_path}: is a folder. Name a project file, such as {tmp_path / 'copydesk.db'}\n"


@pytest.mark.slow
def test_garbage_is_collected_again_once_a_command_runs():
    """Nothing is collected while the program starts; a long command has to collect what it leaves."""
    script = (
        "import gc, sys; from tui.cli import main; sys.argv = ['copydesk', 'formats']\n"
        "try: main()\nexcept SystemExit: pass\nprint(gc.isenabled(), gc.get_freeze_count() > 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True True"


def test_no_other_command_is_loaded_for_an_option_of_the_desk():
    assert meant(["--project", "x.db"], OnlyTheDesk(copydesk.commands)) == ["--project", "x.db"]
    with pytest.raises(AssertionError):
        meant(["--query", "x"], OnlyTheDesk(copydesk.commands))
    assert meant(["--project", "x.db", "status"], copydesk.commands) == ["status", "--project", "x.db"]
    assert meant(["--format", "csv", "export"], copydesk.commands) == ["export", "--format", "csv"]


class OnlyTheDesk(dict[str, click.Command]):
    """The commands, of which only one may be looked at."""

    def values(self):
        raise AssertionError("all commands were loaded")
