"""Command lines with a mistake in them: one clear line, its exit code, and no file that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.cli.running import run

#: What is typed, the exit code, and what the last line says.
MISTAKES = (
    ("statsu", 2, "There is no command and no file “statsu”. Did you mean: copydesk status"),
    ("lst", 2, "Did you mean: copydesk list"),
    ("exprot -o data.jsonl", 2, "Did you mean: copydesk export"),
    ("codebok init", 2, "Did you mean: copydesk codebook"),
    ("chekc", 2, "Did you mean: copydesk check"),
    ("imprt a.txt", 2, "Did you mean: copydesk import"),
    ("--project x.db statsu", 2, "Did you mean: copydesk status"),
    ("status", 1, "copydesk.db: there is no such project"),
    ("--project x.db status", 1, "x.db: there is no such project"),
    ("--project=x.db status", 1, "x.db: there is no such project"),
    ("-p x.db export -o data.jsonl", 1, "x.db: there is no such project"),
    ("list", 1, "copydesk.db: there is no such project"),
    ("log", 1, "copydesk.db: there is no such project"),
    ("check", 1, "copydesk.db: there is no such project"),
    ("card", 1, "copydesk.db: there is no such project"),
    ("import", 2, "Missing argument 'PATH...'"),
    ("import nowhere.txt", 1, "0 articles added, 1 refused"),
    ("import nowhere.txt --project new.db", 1, "0 articles added, 1 refused"),
    ("import empty.txt", 1, "0 articles added, 1 refused"),
    ("import binary.bin", 1, "0 articles added, 1 refused"),
    ("import empty.txt --watched", 2, "No such option"),
    ("export --format nosuch", 2, "There is no export format called 'nosuch'"),
    ("list label:", 2, "copydesk:"),
    ("merge nowhere.db", 2, "nowhere.db: there is no such file"),
    ("status --project folder", 2, "is a folder"),
    ("label nowhere.txt", 2, "needs a terminal"),
    ("--nosuch status", 2, "No such option"),
    ("help statsu", 2, "There is no command “statsu”. Did you mean: copydesk help status"),
    ("help nonsense", 2, "There is no command “nonsense”. All commands: copydesk help"),
    ("tuor", 2, "Did you mean: copydesk tour"),
    ("tour", 2, "needs a terminal"),
    ("import folder", 1, "folder: no articles in this folder. Name another"),
    ("import papers", 1, "(2 PDF, 1 DOC). Convert them first. PDF: pdftotext FILE"),
    ("import report.pdf", 1, "seems to be a PDF. Save or extract it as plain text first"),
    ("import empty.txt --format pdf", 2, "There is no format called 'pdf'"),
    ("import empty.txt -p nowhere/x.db", 1, "its folder does not exist"),
    ("merge binary.bin", 1, "binary.bin: is not a Copydesk project"),
    ("merge folder", 1, "folder: is a folder"),
    ("codebook set empty.txt", 2, "empty.txt"),
    ("codebook set nowhere.toml", 2, "nowhere.toml: there is no such file"),
    ("annotate bridge --label news", 1, "copydesk.db: there is no such project"),
    ("annotate bridge", 2, "Give one of --label NAME"),
    ("rescue out.db", 1, "copydesk.db: there is no such project"),
    ("codebook show", 1, "copydesk.db: there is no such project"),
    ("export -o", 2, "requires an argument"),
    ("agreement", 1, "copydesk.db: there is no such project"),
    ("aggreement", 2, "Did you mean: copydesk agreement"),
    ("team", 1, "copydesk.db: there is no such project"),
    ("team --lead ana", 1, "copydesk.db: there is no such project"),
    ("assign ana ben", 1, "copydesk.db: there is no such project"),
    ("asign ana", 2, "Did you mean: copydesk assign"),
    ("sample --articles 2", 1, "copydesk.db: there is no such project"),
    ("pack ana", 1, "copydesk.db: there is no such project"),
    ("open", 2, "Missing argument 'FILE'"),
    ("open nowhere.db", 2, "nowhere.db: there is no such file"),
    ("open folder", 2, "folder: is a folder"),
    ("open report.pdf", 1, "report.pdf: is no Copydesk project"),
    ("rescue", 2, "Missing argument 'OUT'"),
    ("rescue out.db --project binary.bin", 1, "binary.bin"),
    ("duplicates", 1, "copydesk.db: there is no such project"),
)

#: The same where there is a project with an article.
MISTAKES_WITH_A_PROJECT = (
    ("export -o data.xlsx", 2, "no format ends in .xlsx"),
    ("export -o data.json", 2, "several formats end in .json"),
    ("export -o nowhere/data.jsonl", 1, "nowhere/data.jsonl"),
    ("export -o folder", 1, "folder"),
    ("export -o copydesk.db --format jsonl", 1, "is a Copydesk project, which nothing replaces"),
    ("export --format huggingface", 2, "writes a folder. Name one with -o"),
    ("export --split 80 -o data.jsonl", 2, "80"),
    ("export --seed worst --split 80/20", 2, "is not a seed"),
    ("export --annotator bne -o data.jsonl", 2, "bne"),
    ("export --query lable:claim -o data.jsonl", 2, "Did you mean “label”?"),
    ("export --query label:nosuch -o data.jsonl", 2, "nosuch"),
    ("export --about license=x -o data.jsonl", 2, "--about goes into a description"),
    ("list lable:claim", 2, "Did you mean “label”?"),
    ("list -n many", 2, "'many' is not a valid integer range. See: copydesk list --help"),
    ("export data.jsonl", 2, "unexpected extra argument (data.jsonl). See: copydesk export --help"),
    ("merge", 2, "copydesk: Missing argument"),
    ("agreement --by colour", 2, "'colour' is not one of"),
    ("annotate bridge --label nosuch", 2, "nosuch"),
    ("import papers", 1, "2 PDF, 1 DOC"),
    ("merge binary.bin", 1, "binary.bin: is not a Copydesk project"),
    ("codebook set empty.txt", 2, "empty.txt"),
    ("list -a anna", 2, "There is no annotator “anna” in this project. Did you mean “ana”?"),
    ("log -a zoe", 2, "There is no annotator “zoe” in this project. There are: ana."),
    ("status -a Ana", 2, "Did you mean “ana”?"),
    ("list by:anna", 2, "Did you mean “ana”?"),
    ("agreement pairs", 2, "“pairs” says nothing here. Did you mean --by pair?"),
    ("agreement ana=claim ben=quote", 2, "--confusion ana=claim ben=quote"),
    ("agreement --confusion ana=claim", 2, "in two words"),
    ("agreement --between ana", 2, "requires 2 arguments"),
    ("agreement --between ana zoe", 2, "“zoe” has marked none of these sentences"),
    ("agreement --keep", 2, "Add --model"),
    ("team --lead ana --same ana ben", 2, "Give --lead or --same, not both"),
    ("team --same ana zoe", 2, "there is no annotator “zoe”. There are: ana."),
    ("assign", 2, "Name the annotators who are to get the work"),
    ("assign ana --share 200%", 2, "200%"),
    ("assign ana --query lable:claim", 2, "Did you mean “label”?"),
    ("sample ana", 2, "Say how much to draw"),
    ("sample --articles 1 --share 10%", 2, "in one way"),
    ("sample --close pilot", 2, "pilot"),
    ("pack", 2, "Name one annotator, or give --everyone."),
    ("pack ana --everyone", 2, "Name one annotator, or give --everyone."),
    ("pack anna", 2, "There is no annotator called anna. Did you mean ana?"),
    ("pack ana -o folder", 2, "folder"),
    ("rescue copydesk.db", 2, "copydesk.db"),
    ("open empty.txt", 1, "empty.txt: is no Copydesk project"),
    ("codebook show --version 99", 2, "99"),
    ("review --query label:claim", 2, "No such option '--query'. See: copydesk review --help"),
    ("review label:claim", 2, "copydesk gold --rule unanimous"),
    ("report --format docx", 2, "No such option '--format'. See: copydesk report --help"),
    ("report -o nowhere/report.md", 1, "nowhere/report.md: cannot be written. Name a folder in one that exists."),
    ("gold --rule majorty", 2, "There is no rule “majorty”. There are: unanimous, majority"),
    ("gold --rule posterior>=2", 2, "There is no rule “posterior>=2”"),
    ("gold --rule posterior>=.95", 2, "needs at least 3 people"),
    ("feedback zed", 2, "there is no annotator “zed”. There are: ana."),
    ("suggestions onn", 2, "unexpected extra argument (onn). See: copydesk suggestions --help"),
    ("suggestions --likley", 2, "No such option '--likley'. Did you mean '--likely'? See: copydesk suggestions --help"),
    ("status --jsn", 2, "Did you mean '--json'? See: copydesk status --help"),
    ("estimate label:clam", 2, "Did you mean “claim”?"),
    ("estimate", 2, "Missing argument 'QUERY...'. See: copydesk estimate --help"),
    ("send-back bridge", 2, "Missing argument 'QUERY...'. See: copydesk send-back --help"),
    ("send-back zed bridge --why again", 2, "zed"),
    ("codebook tset", 2, "Did you mean one of: 'set', 'test'? See: copydesk codebook --help"),
    ("codebook test nosuch.toml", 2, "unexpected extra argument (nosuch.toml)"),
    ("codebook diff 1 9", 2, "There is no version 9 of the codebook. List them with: copydesk codebook show --history"),
    ("codebook --show", 2, "No such option '--show'. See: copydesk codebook --help"),
    ("tour reviews", 2, "'reviews' is not 'review'. See: copydesk tour --help"),
    ("tour --project copydesk.db", 2, "No such option '--project'. See: copydesk tour --help"),
    ("assign ana --articles 99", 2, "See: copydesk assign --help"),
    ("sample 5000", 2, "Say how much to draw, in one way: --articles N"),
    ("team lead ana", 2, "unexpected extra arguments (lead ana). See: copydesk team --help"),
    ("agreement --model maybe", 2, "For the sentences that hold the word alone: --query maybe"),
    ("open", 2, "Missing argument 'FILE'. See: copydesk open --help"),
    ("export --gold -o g.pdf", 2, "g.pdf: no format ends in .pdf. Name one with --format, or use one of: .jsonl"),
    ("export --gold --format nosuch", 2, "Use one of: jsonl, csv"),
    ("rescue", 2, "Missing argument 'OUT'. See: copydesk rescue --help"),
    ("merge copydesk.db", 2, "copydesk.db: is this project itself. Name another file."),
    ("annotate --label claim", 2, "Missing argument 'QUERY...'. See: copydesk annotate --help"),
    ("annotate bridge", 2, "Give one of --label NAME, --skip, --clear, --flag and --unflag."),
    ("completion fishh", 2, "'fishh' is not one of 'bash', 'zsh', 'fish'"),
    ("formats nosuch", 2, "unexpected extra argument (nosuch). See: copydesk formats --help"),
    ("log --last minus", 2, "Did you mean '--limit'? See: copydesk log --help"),
    ("reveiw", 2, "Did you mean: copydesk review"),
    ("sugestions", 2, "Did you mean: copydesk suggestions"),
    ("feedbak", 2, "Did you mean: copydesk feedback"),
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with files that are no articles and no projects."""
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").write_text("")
    Path("binary.bin").write_bytes(bytes(range(256)) * 9)
    Path("report.pdf").write_bytes(b"%PDF-1.7\n\0\1\2")
    for name in ("folder", "papers"):
        Path(name).mkdir()
    for name in ("one.pdf", "two.pdf", "three.doc"):
        Path("papers", name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code", "said"),
    default_cases(MISTAKES, *range(0, len(MISTAKES), 5), unpack=True),
    ids=[line for line, _, _ in MISTAKES],
)
def test_a_mistake_is_answered_and_leaves_no_file(files, line, code, said) -> None:
    _is_answered(files, line, code, said)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    default_cases(MISTAKES_WITH_A_PROJECT, *range(0, len(MISTAKES_WITH_A_PROJECT), 5), unpack=True),
    ids=[line for line, _, _ in MISTAKES_WITH_A_PROJECT],
)
def test_a_mistake_in_a_project_leaves_no_file_either(files, line, code, said) -> None:
    with Project.open(Path("copydesk.db"), "ana") as project:
        project.add("The bridge is closed.")
        project.label(next(project.sentences()), "claim")
        _is_answered(files, line, code, said)


def _is_answered(folder, line, code, said):
    before = _files(folder)
    outcome = run(*line.split())
    assert said in outcome.err + outcome.out, outcome
    assert "Traceback" not in outcome.err and len(outcome.err.splitlines()) <= 5, outcome
    assert not any(line.startswith(("Usage:", "Try ", "Error:")) for line in outcome.err.splitlines()), outcome
    assert outcome.code == code
    assert _files(folder) == before


def _files(folder):
    return {path for path in folder.rglob("*") if not path.name.endswith(("-wal", "-shm"))}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("help", "Label the sentences of articles from the keyboard."),
        ("help export", "copydesk export -o data.jsonl"),
        ("version", "copydesk, version"),
        ("--annotator ana status", "1 article"),
        ("--project copydesk.db list bridge", "The bridge is closed."),
    ],
)
def test_what_is_meant_is_done(tmp_path, monkeypatch, line, said) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The bridge is closed.\n")
    assert run("import", "a.txt").code == 0
    outcome = run(*line.split())
    assert (outcome.code, outcome.err) == (0, "")
    assert said in outcome.out


def test_a_file_that_is_called_like_a_mistake_is_a_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("statsu").write_text("A text.\n")
    assert "needs a terminal" in run("statsu").err
