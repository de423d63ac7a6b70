"""Beside settling: notes, hard cases for the codebook, names, and sentences given to somebody to decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from labels.desk.step import Step
from labels.errors import UsageError
from labels.journal.event import GOLD, Act
from labels.journal.kinds.kind import label_in_words
from labels.review.navigator import ReviewNavigator
from labels.values.review import Labels


class Beside:
    """What a lead does with a sentence other than settle it. The cursor stays."""

    def __init__(self, at: ReviewNavigator) -> None:
        self._at = at
        #: The articles, by number, in which the names of the annotators are shown.
        self.names_shown: set[int] = set()

    @property
    def shows_names(self) -> bool:
        """Whether the names of the annotators are shown in the open article."""
        return self._at.page.article.n in self.names_shown

    def who(self, person: int) -> str:
        """How a person is called here: by letter, or by name where the names are shown."""
        if self.shows_names:
            return self.name_of(person)
        return self._at.page.letters.get(person, "?")

    def name_of(self, person: int) -> str:
        """The name of a person, such as of the lead who settled something."""
        return self._at.gold.names().get(person, "?")

    def note(self, text: str) -> Step:
        """Write a lead's note on the sentence; an empty one takes it away. Stays."""
        unit = self._at.unit
        if (unit.settled.note if unit.settled is not None else unit.note) == text:
            return self._at.refresh()
        act = Act("note", self._at.page.article.n, *self._at.page.span(self._at.cursor), {"text": text}, layer=GOLD)
        return self._at.write([act], [self._at.cursor], "")

    def add_example(self, *, counter: bool = False) -> Step:
        """Put the sentence into the codebook as a hard case of the label that was settled.

        Stays. As a counter-example (`counter`) it is one of the label that most of the others gave. If a reason was
        given, the right label and the reason follow the sentence in brackets.
        """
        settled = self._at.unit.settled
        if settled is None or len(settled.labels) != 1:
            return Step(notice="Settle the sentence by one label first: it becomes an example of that.")
        id = self._mistaken_for(settled.labels) if counter else settled.labels[0]
        if id is None:
            return Step(
                notice="Nobody gave it another label alone: there is none that it could be a counter-example of."
            )
        codebook = self._at.project.codebook
        text = self._at.page.sentence(self._at.cursor)
        if settled.reason:
            text = f"{text} ({label_in_words(settled.labels[0], codebook)}: {settled.reason})"
        payload = {"labels": [id], "text": text, "on": not counter}
        act = Act("example", self._at.page.article.n, *self._at.page.span(self._at.cursor), payload)
        name = label_in_words(id, codebook)
        step = self._at.write(
            [act], [self._at.cursor], f"Now {'a counter-example' if counter else 'an example'} of {name}."
        )
        self._at.project.reread_codebook()
        return step

    def _mistaken_for(self, labels: Labels) -> str | None:
        """The label, other than the settled one, that most people gave as their only label; None if there is none."""
        others = Counter(vote.labels for vote in self._at.unit.votes if len(vote.labels) == 1 and vote.labels != labels)
        return others.most_common(1)[0][0][0] if others else None

    def reveal(self) -> Step:
        """Show the names of the annotators in the open article from now on. The journal records this."""
        n = self._at.page.article.n
        if n not in self.names_shown:
            self._at.project.journal.record([Act("reveal", n)])
            self.names_shown.add(n)
        return Step(range(len(self._at.page)), notice="The names are shown in this article. That is on record.")

    def letters_of_votes(self) -> list[str]:
        """The letters of those who decided the sentence."""
        return sorted(self._at.page.letters.get(vote.person, "?") for vote in self._at.unit.votes)

    def send_back(self, letter: str, why: str) -> Step:
        """Send the sentence back to the person with this letter, who decided it, with a reason. Stays."""
        person = self._at.page.person_with(letter.strip().upper())
        if person is None or letter.strip().upper() not in self.letters_of_votes():
            return replace(self._at.refresh(), notice=self.not_theirs(letter))
        payload = {"to": self._at.gold.keys()[person], "on": True, "why": why.strip()}
        act = Act("return", self._at.page.article.n, *self._at.page.span(self._at.cursor), payload)
        step = self._at.write([act], [self._at.cursor], f"Sent back to {self.who(person)}.")
        self._at.page.read_awaited()
        return step

    def not_theirs(self, letter: str) -> str:
        """The message if nobody with this letter decided the sentence; empty if somebody did."""
        letters = self.letters_of_votes()
        if letter.strip().upper() in letters:
            return ""
        return f"“{letter.strip()}” did not decide this sentence: {', '.join(letters) or 'nobody did'}."

    def third_people(self) -> list[str]:
        """The names of those who said nothing of the sentence and can decide it without having seen the others.

        Leads have seen what was said.
        """
        said = {vote.person for vote in (*self._at.unit.votes, *self._at.unit.carried)} | self._at.gold.leads()
        return sorted(name for person, name in self._at.gold.names().items() if person not in said)

    def not_third(self, name: str) -> str:
        """The message if somebody with this name cannot decide the sentence as a third person; empty if they can."""
        people = self.third_people()
        if name in people:
            return ""
        can = f"these can: {', '.join(people)}" if people else "nobody can who has not decided it already"
        return f"“{name}” cannot decide this sentence; {can}."

    def ask_third(self, name: str) -> Step:
        """Give the sentence to somebody who has not decided it, and put it off for later.

        Only to somebody who is in the project, so that a mistyped name does not become a person.
        """
        if refused := self.not_third(name):
            return replace(self._at.refresh(), notice=refused)
        try:
            self._at.project.team.assign_units([(self._at.page.article.n, *self._at.page.span(self._at.cursor))], name)
        except UsageError as error:
            return replace(self._at.refresh(), notice=str(error))
        self._at.page.read_awaited()
        self._at.put_off()
        return replace(self._at.go_on(self._at.refresh()), notice=f"{name} gets this sentence.")
