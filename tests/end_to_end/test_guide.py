"""docs/study.md to the letter: three people in three folders, each at a shell in a real terminal, type its blocks.

The blocks are taken out of the page. The test does what the page says in words: edits the codebook, mails the packs,
answers the questions of the codebook, labels at the desks, and settles in the review.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.documentation.blocks import BLOCKS
from tests.documentation.study import answer, before_line, make_study
from tests.end_to_end.prompt import PATIENCE, Prompt
from tests.end_to_end.terminal import CURSOR
from tests.end_to_end.test_study import alpha, lines, table

CODERS = ("ana", "ben")
F6, CTRL_B = "\x1b[17~", "\x02"
FINISHED = "Article finished"
_OF_CODER = re.compile(r"(?:--project|open) (packs-\d)/(ana|ben)\.copydesk")


class Study:
    """The three people, and what each does where the page tells it in words."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        for name in ("lea", *CODERS):
            (folder / name).mkdir()
        make_study(folder / "lea")
        self.people = {name: stack.enter_context(Prompt(folder / name)) for name in ("lea", *CODERS)}
        self.printed: dict[str, str] = {}
        self._has_rule = False

    def do(self, line: str) -> None:
        """Type a line of the page at the right terminal, after what the page says comes before it."""
        lea = self.people["lea"]
        if found := _OF_CODER.search(line):
            self._mail(found[1], found[2])
            self.printed[line] = self._coder(found[2], line)
            return
        if line.startswith("copydesk merge "):
            packs = line.split()[2].partition("/")[0]
            for name in CODERS:
                if not (self.people[name].folder / packs).exists():
                    self._mail(packs, name)
                    self._coder(name, f"copydesk open {packs}/{name}.copydesk")
                shutil.copy(self.people[name].folder / packs / f"{name}.copydesk", lea.folder / packs)
        else:
            before_line(line, lea.folder)
            self._has_rule |= "with the rule about quotation marks" in line
        lea.start(line)
        if line == "copydesk review":
            self._review(lea)
        self.printed[line] = lea.end()

    def feedback_at_the_desk(self, name: str, packs: str) -> str:
        """What a coder sees with F6 at the desk of a pack that was mailed."""
        coder = self.people[name]
        coder.start(f"copydesk open {packs}/{name}.copydesk")
        wait(coder, "all decided")
        coder.terminal.write(F6)
        wait(coder, "Where it differs", "To read again", "sentences settled")
        screen = coder.terminal.text
        coder.terminal.press("ctrl+q")
        coder.end()
        return re.sub(r"\s+", " ", screen)

    def _mail(self, packs: str, name: str) -> None:
        """Bring a pack of the lead into the folder of its coder, unless it is there."""
        target = self.people[name].folder / packs
        if not (target / f"{name}.copydesk").exists():
            target.mkdir(exist_ok=True)
            shutil.copy(self.people["lea"].folder / packs / f"{name}.copydesk", target)

    def _coder(self, name: str, line: str) -> str:
        coder = self.people[name]
        coder.start(line)
        if " codebook test " in line:
            self._answer_questions(coder)
        elif " open " in line:
            self._label(coder, name)
        return coder.end()

    def _answer_questions(self, coder: Prompt) -> None:
        """Answer what the codebook asks, all of it right."""
        number, total = 1, 2
        while number <= total:
            asked = re.compile(rf"\n{number} of (\d+): ([^\n]*)\s+Label:\s*$")
            coder.terminal.wait("a question", lambda asked=asked: asked.search(coder.terminal.text), PATIENCE)
            found = asked.search(coder.terminal.text)
            assert found
            number, total = number + 1, int(found[1])
            coder.terminal.write(f"{'q' if '“' in found[2] else 'c' if 'had passed' in found[2] else 'n'}\n")

    def _label(self, coder: Prompt, name: str) -> None:
        """Label at the desk until all of one's own is decided: first what was sent back, then the rest."""
        wait(coder, "decided")
        if "sent back to you" in coder.terminal.text:
            coder.terminal.write("\x07is:returned\r")
            self._sentences(coder, lambda sentence: "q", "All matches are decided")
            coder.terminal.write("\x07\x07")  # twice: all sentences again
            coder.terminal.wait("all articles", lambda: "other query" not in coder.terminal.text, PATIENCE)
        self._sentences(
            coder,
            lambda sentence: answer(name, sentence, has_rule=self._has_rule)[0],
            "All sentences that are assigned to you are decided.",
        )
        coder.terminal.press("ctrl+q")

    def _review(self, lea: Prompt) -> None:
        wait(lea, "by the rule unanimous?")
        time.sleep(0.1)  # nobody confirms what they see for less: such a key confirms nothing
        lea.terminal.write(CTRL_B)
        wait(lea, "sentences settled")
        self._sentences(lea, lambda sentence: answer("lea", sentence, has_rule=True)[0], "No conflict is left.")
        lea.terminal.press("ctrl+q")

    def _sentences(self, person: Prompt, key: Callable[[str], str], end: str) -> None:
        """Press a key for each sentence under the cursor until the screen says the end."""
        terminal, before = person.terminal, ""

        def goes_on() -> bool:
            text = flat(terminal.text)
            return end in text or FINISHED in text or self._current(person) not in ("", before)

        while True:
            terminal.wait("the next sentence", goes_on, PATIENCE)
            if end in flat(terminal.text):
                return
            if FINISHED in terminal.text:
                terminal.press("enter")
                terminal.wait("the next article", lambda: FINISHED not in terminal.text, PATIENCE)
                continue
            before = self._current(person)
            terminal.write(key(before))

    def _current(self, person: Prompt) -> str:
        """The sentence under the cursor; empty while there is none."""
        marked = [line[line.index(CURSOR) + 2 :] for line in person.terminal.lines if CURSOR in line[:3]]
        shown = letters("".join(marked))
        return next((text for known, text in self._by_letters.items() if known in shown), "")

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """All sentences of all articles, each by its letters."""
        with (self.people["lea"].folder / "articles.csv").open(newline="") as file:
            sentences = [each for row in csv.DictReader(file) for each in re.split(r"(?<=\.) (?=[“A-Z])", row["text"])]
        return {letters(each): each for each in reversed(sentences)}


def letters(text: str) -> str:
    """The letters and digits of a text: however it is wrapped, they are the same."""
    return re.sub(r"\W", "", text)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def wait(person: Prompt, *texts: str) -> None:
    """Wait until the screen shows one of the texts."""
    person.terminal.wait(" or ".join(texts), lambda: any(text in person.terminal.text for text in texts), PATIENCE)


def lines_of_the_page() -> Iterator[str]:
    for block in BLOCKS["study.md"]:
        if block.language == "sh":
            yield from (line for line in block.text.splitlines() if line.strip() and not line.startswith("#"))


@pytest.mark.slow
def test_the_guide_is_followed_to_the_letter_at_three_terminals(tmp_path: Path) -> None:
    with ExitStack() as stack:
        study = Study(tmp_path, stack)
        for line in lines_of_the_page():
            study.do(line)
        shown = study.feedback_at_the_desk("ben", "packs-4")
    first, again = (study.printed[f"copydesk check --digest{project}"] for project in ("", " --project again.db"))
    assert first == again and len(first.strip()) == 64
    lead = tmp_path / "lea"
    with (lead / "decisions.csv").open(newline="") as file:
        decisions = list(csv.DictReader(file))
    gold = lines(lead / "gold.jsonl")
    settled_as_the_guide_says(gold, decisions)
    reported_as_decided(study, lead, decisions)
    fed_back(shown, gold, decisions)


def settled_as_the_guide_says(gold: list[dict[str, Any]], decisions: list[dict[str, str]]) -> None:
    """Everything is gold: what both said alike, what the lead took of what they differ on, what one alone was given."""
    said = votes_of(decisions)
    assert {record["id"] for record in gold} == set(said) and len(gold) == 214
    for record in gold:
        votes = list(said[record["id"]].values())
        if len(set(votes)) > 1:
            assert (record["rule"], record["label"]) == (None, answer("lea", record["text"], has_rule=True))
        else:
            assert (record["rule"], record["label"]) == ("unanimous" if len(votes) > 1 else "single", votes[0])
    counts = Counter(record["rule"] for record in gold)
    assert counts[None] > 0 and counts["unanimous"] > counts["single"] > 0


def votes_of(decisions: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """What was said of each sentence, by annotator."""
    votes: dict[str, dict[str, str]] = defaultdict(dict)
    for record in decisions:
        votes[record["id"]][record["annotator"]] = record["label"]
    return votes


def reported_as_decided(study: Study, lead: Path, decisions: list[dict[str, str]]) -> None:
    """The agreement of the reliability round, printed and in the report, is that of a script over the decisions.

    Nothing of that round was decided again after it was closed.
    """
    (drawn,) = (line for line in study.printed if "--round reliability --query" in line)
    articles = set(re.findall(r"^[0-9a-f]{20}$", study.printed[drawn], re.MULTILINE))
    assert len(articles) == 21
    in_round = [record for record in decisions if record["article_id"] in articles]
    pairs = [list(votes.values()) for votes in votes_of(in_round).values()]
    assert all(len(pair) == 2 for pair in pairs)
    value = alpha(pairs)
    (row,) = (row for row in table(lead / "report", "agreement") if "reliability" in row[0] and "label" in row[0])
    assert float(row[3]) == pytest.approx(sum(one == other for one, other in pairs) / len(pairs))
    assert float(row[6]) == pytest.approx(value)
    told = study.printed["copydesk agreement --round reliability --by label --by pair"]
    assert f"{value:.2f}" in told
    names = (lead / "report" / "report.md").read_text()
    assert not re.search(r"\b(ana|ben|lea)\b", names)
    for name in CODERS:
        assert json.loads((study.people[name].folder / f"test-{name}.json").read_text())["annotator"] == name


def fed_back(shown: str, gold: list[dict[str, Any]], decisions: list[dict[str, str]]) -> None:
    """F6 tells ben where he differs from what was settled, and nothing that only he decided is counted."""
    said = votes_of(decisions)
    both = [record for record in gold if record["rule"] != "single"]
    like = sum(record["label"] == said[record["id"]]["ben"] for record in both)
    assert f"{len(both)} sentences settled, {like} of them" in shown
    assert f"{len(both) - like} differ" in shown
