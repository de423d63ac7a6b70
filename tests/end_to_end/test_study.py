"""A study of three people in three folders, at real terminals: its gold and its report are those of a script."""

from __future__ import annotations

import csv
import json
import re
import shutil
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.articles import article
from tests.end_to_end.terminal import DESK, Terminal

#: What each coder types for the sentences of an article of four: they agree on the first and the third.
KEYS = {"ana": "cqnc", "ben": "cnnb"}

#: What the lead settles the conflicts by, in the order of the text: keys, label, reason. The last two come later.
SETTLED = [
    ("Sq", "quote", "slip"),
    ("c", "claim", None),
    ("o", "opinion", None),
    ("Cb", "background", "context"),
    ("n", "news", None),
    ("Db", "background", "definition unclear"),
]
OPENED = 4
TALL = (90, 120)
#: How many seconds a program may take to start on a busy machine.
PATIENCE = 60
F6 = "\x1b[17~"


def typed(folder: Path, *words: str) -> str:
    """What a command of the lead prints at a terminal; it has to end well."""
    with Terminal([*DESK, *words], folder, (24, 200), {"COPYDESK_ANNOTATOR": "lea"}) as terminal:
        assert terminal.wait_for_end() == 0, terminal.text
        return terminal.raw.decode().replace("\r\n", "\n")


def mail(lead: Path, names: tuple[str, ...], packs: str) -> None:
    """Write packs into a folder, and bring each into the folder of its coder, in place of an earlier one."""
    typed(lead, "pack", "--everyone", "-o", packs)
    for name in names:
        shutil.copy(lead / packs / f"{name}.copydesk", lead.parent / name / f"{name}.copydesk")


def label(folder: Path, name: str) -> str:
    """Label all of a pack at the desk; all that the terminal got."""
    with Terminal([*DESK, "open", f"{name}.copydesk"], folder) as terminal:
        for number in range(3):
            terminal.wait("the desk", lambda: "0 of 4 decided" in terminal.text, PATIENCE)
            terminal.write(KEYS[name])
            terminal.wait_for("all decided" if number == 2 else "Article finished")
            if number < 2:
                terminal.press("enter")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        return terminal.raw.decode()


def review(lead: Path, answers: list[tuple[str, str, str | None]], *, first: bool) -> None:
    """Settle conflicts by keys; the first time, all that is unanimous before them."""
    with Terminal([*DESK, "review"], lead, TALL, {"COPYDESK_ANNOTATOR": "lea"}) as terminal:
        if first:
            question = "Settle 6 sentences in 3 articles by the rule unanimous?"
            terminal.wait("the question", lambda: question in terminal.text, PATIENCE)
            time.sleep(0.1)  # nobody confirms what they see for less: such a key confirms nothing
            terminal.write("\x02")
            terminal.wait_for("6 sentences settled")
        for keys, _, _ in answers:
            terminal.write(keys)
        if not first:
            terminal.wait_for("No conflict is left.")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def feedback(folder: Path, name: str, expected: str) -> tuple[str, str]:
    """The screen of the feedback in a pack, once it shows `expected`, and all that the terminal got."""
    with Terminal([*DESK, "open", f"{name}.copydesk"], folder, TALL) as terminal:
        terminal.wait("the desk", lambda: "all decided" in terminal.text, PATIENCE)
        terminal.write(F6)
        terminal.wait_for(expected)
        screen = terminal.text
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        return screen, terminal.raw.decode()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def table(folder: Path, name: str) -> list[list[str]]:
    """The rows of a table of the report."""
    with (folder / f"{name}.csv").open(newline="") as file:
        return list(csv.reader(file))[1:]


def alpha(answers: list[list[str]]) -> float:
    """Krippendorff's alpha, nominal, of units with two marks each, straight from its definition."""
    marks = Counter(mark for pair in answers for mark in pair)
    total = sum(marks.values())
    observed = 2 * sum(one != other for one, other in answers) / total
    expected = 1 - sum(count * (count - 1) for count in marks.values()) / (total * (total - 1))
    return 1 - observed / expected


@pytest.mark.slow
def test_a_study_comes_to_the_gold_and_the_report_of_a_script(tmp_path: Path) -> None:
    lead, coders = tmp_path / "lea", ("ana", "ben")
    for name in ("lea", *coders):
        (tmp_path / name).mkdir()
    for number in range(3):
        (lead / f"{number}.txt").write_text(article(4, number))
    typed(lead, "import", "0.txt", "1.txt", "2.txt")
    typed(lead, "team", "--lead", "lea")
    typed(lead, "sample", "--articles", "3", "--round", "reliability", *coders)
    mail(lead, coders, "packs-1")
    early = {name: label(tmp_path / name, name) for name in coders}
    typed(lead, "merge", "../ana/ana.copydesk", "../ben/ben.copydesk")
    told, _ = json.JSONDecoder().raw_decode(shown := typed(lead, "agreement", "--json"), shown.index("{"))

    review(lead, SETTLED[:OPENED], first=True)
    typed(lead, "feedback", "--open", "ana")
    review(lead, SETTLED[OPENED:], first=False)
    mail(lead, coders, "packs-2")
    opened, late = feedback(tmp_path / "ana", "ana", "Where it differs")
    refused, late_of_ben = feedback(tmp_path / "ben", "ben", "is not open")
    see_only_what_is_open(opened, refused, {"ana": early["ana"] + late, "ben": early["ben"] + late_of_ben})

    typed(lead, "export", "-o", "all.jsonl")
    typed(lead, "export", "--gold", "-o", "gold.jsonl")
    typed(lead, "report", "-o", "report")
    decisions, gold = lines(lead / "all.jsonl"), lines(lead / "gold.jsonl")
    settled_as_planted(gold, decisions)
    reported_as_exported(lead / "report", decisions, gold, told["all"])


def see_only_what_is_open(opened: str, refused: str, received: dict[str, str]) -> None:
    """Ana sees what was settled before it was opened, ben nothing, and neither of them the other."""
    shown = re.sub(r"\s+", " ", opened)
    assert "10 sentences settled, 8 of them (80%) as decided; 2 differ." in shown
    third = [sentence for sentence in article(4, 2).split(". ") if "00001" in sentence or "00003" in sentence]
    assert "context" in shown and "definition unclear" not in shown
    assert not any(sentence in shown for sentence in third)
    assert "sentences settled" not in refused
    assert not re.search(r"\b(ben|slip|definition unclear)\b", received["ana"])
    assert not re.search(r"\b(ana|slip|definition unclear|sentences settled)\b", received["ben"])


def settled_as_planted(gold: list[dict[str, Any]], decisions: list[dict[str, Any]]) -> None:
    """Each conflict has the label and the reason that the lead gave by keys; all else has what both said."""
    votes = votes_of(decisions)
    conflicts = [record for record in gold if len(set(votes[record["id"]])) > 1]
    assert [(record["label"], record["reason"]) for record in conflicts] == [each[1:] for each in SETTLED]
    agreed = [record for record in gold if len(set(votes[record["id"]])) == 1]
    assert [record["label"] for record in agreed] == [votes[record["id"]][0] for record in agreed]
    assert {record["rule"] for record in agreed} == {"unanimous"}
    assert len(gold) == len(votes) == 12


def votes_of(decisions: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What was said of each sentence."""
    votes = defaultdict(list)
    for record in decisions:
        votes[record["id"]].append(record["label"])
    return votes


def reported_as_exported(
    report: Path, decisions: list[dict[str, Any]], gold: list[dict[str, Any]], told: dict[str, Any]
) -> None:
    """The tables of the report have the numbers that follow from the two exports; so has `agreement --json`."""
    votes = votes_of(decisions)
    corpus = {name: int(count) for name, count in table(report, "corpus")}
    assert corpus == {"articles": len({record["article_id"] for record in decisions}), "sentences": len(votes)}
    units = {name: int(count) for name, count in table(report, "units")}
    for state in ("unmarked", "thin", "agreed", "conflict"):
        assert units[f"sentences, {state}"] == 0
    assert units["sentences, settled"] == len(gold)
    people = {row[0]: int(row[1]) for row in table(report, "annotators")}
    assert people == Counter(record["annotator"] for record in decisions)
    by = Counter(
        (
            f"rule {record['rule']}" if record["rule"] else record["annotator"],
            "conflict" if len(set(votes[record["id"]])) > 1 else "no conflict",
        )
        for record in gold
    )
    assert {(who, answers): int(count) for who, answers, count in table(report, "settled")} == by
    reasons = Counter(record["reason"] for record in gold if record["reason"])
    assert {reason: int(count) for reason, count in table(report, "reasons")} == reasons
    labels = Counter(record["label"] for record in gold)
    assert {row[0]: int(row[1]) for row in table(report, "gold")} == labels
    overall = table(report, "agreement")[0]
    percent = sum(len(set(answers)) == 1 for answers in votes.values()) / len(votes)
    assert float(overall[3]) == pytest.approx(percent) == told["percent"]["value"]
    assert float(overall[6]) == pytest.approx(alpha(list(votes.values()))) == told["alpha"]["value"]
