"""What docs/study.md starts from, a table of articles and a codebook, and what its reader does between the commands."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

from labels.codebook import Codebook, Label
from labels.codebook.write import write_codebook
from labels.project import Project

_ARTICLES = 40
_SUBJECTS = ("harbour", "bridge", "ferry", "market", "theatre", "library", "station", "school", "museum", "airport")
_ACTS = ("closed", "opened", "flooded", "repaired", "sold", "searched")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

#: What the lead presses in the review: all that is unanimous, then a label for each conflict.
REVIEW_KEYS = {"review": ("ctrl+b", *"cccqcqccq")}

_FIRST = Codebook(
    (
        Label(
            "claim",
            "claim",
            "c",
            definition="Somebody other than the writer says that it is so, in the writer's words.",
            examples=("The operator said the lift had passed its inspection.",),
            counter_examples=("The lift passed its inspection. (news: nobody else answers for it)",),
        ),
        Label(
            "quote",
            "quote",
            "q",
            definition="Somebody's own words, in quotation marks.",
            examples=("“We were never asked,” a neighbour said.",),
        ),
        Label(
            "news",
            "news",
            "n",
            definition="What happened, by the writer.",
            examples=("The lift stopped on Sunday.",),
        ),
    ),
    title="Who is speaking",
)


def make_study(folder: Path) -> None:
    """Write `articles.csv` into `folder`."""
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("title", "source", "published", "text"))
        table.writerows(_article(number) for number in range(_ARTICLES))


def before_line(line: str, folder: Path) -> None:
    """Do what the reader of docs/study.md does before a line of it, in the codebook and at the desks."""
    if "after you have edited it" in line:
        (folder / "book.toml").write_text(write_codebook(_FIRST), encoding="utf-8")
    elif "with the rule about quotation marks" in line:
        _add_rule(folder / "book.toml")
    elif line.startswith("copydesk merge "):
        for pack in line.split()[2:]:
            _work_at_the_desk(folder / pack)


def _add_rule(path: Path) -> None:
    """Write the codebook as it is after the discussion: with one more counter-example, and guidelines."""
    claim, *others = _FIRST.labels
    rule = "The plan “can wait,” the council said. (quote: some words are in quotation marks)"
    claim = replace(claim, counter_examples=(*claim.counter_examples, rule))
    book = replace(_FIRST, labels=(claim, *others), guidelines="Quotation marks decide.")
    path.write_text(write_codebook(book), encoding="utf-8")


def _work_at_the_desk(path: Path) -> None:
    """Decide what is sent back or undecided in a pack, as its annotator."""
    with Project.open(path) as project:
        has_rule = bool(project.codebook.guidelines)
        project.annotate("is:returned", label="quote")
        for sentence in list(project.find("is:undecided")):
            project.label(sentence, answer(project.annotator, sentence.text, has_rule=has_rule))


def answer(name: str, sentence: str, *, has_rule: bool) -> str:
    """The label that ana, ben or lea gives to a sentence of an article; lea is right, and the others differ on some.

    Before the codebook has the rule about quotation marks, ben takes every sentence with a few quoted words for a
    claim; later he forgets the rule in articles about markets. Ana takes what the council agreed on for news in those
    about harbours.
    """
    (number,) = map(int, re.findall(r"\d+", sentence)[:1])
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    if name == "ben" and "may take" in sentence and (subject == "market" or not has_rule):
        return "claim"
    if name == "ana" and "agreed" in sentence and subject == "harbour":
        return "news"
    return "quote" if "“" in sentence else "claim" if "agreed" in sentence else "news"


def _article(number: int) -> tuple[str, str, str, str]:
    """A row: an article of five or six sentences, the words of which differ from those of the others."""
    subject, act = _SUBJECTS[number % len(_SUBJECTS)], _ACTS[number % len(_ACTS)]
    day = _DAYS[number % len(_DAYS)]
    text = (
        f"The {subject} in district{number} was {act} on {day}. “Nobody told us{number} about{number} it,” a"
        f" resident{number} said. The council{number} says that plan{number} was agreed in spring{number}. The"
        f" work{number} “may take years{number},” it{number} said. Traffic{number} was slow{number} that day{number}."
    )
    if number % 3 == 0:
        text += f" A speaker{number} says that costs{number} were agreed late{number}."
    return f"The {subject} {number}", ("courier", "gazette")[number % 2], f"2026-{number % 9 + 1:02d}-11", text
