"""The lesson as a state machine: what is to be done next, whether it was done, and what to say about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.tour.samples import Answer

#: Said of a decision that the lesson did not ask for.
WORKS_TOO = "That works too, and counts. {undo} takes it back."

#: The verbs that give one sentence a label.
LABELLING = frozenset({"label", "take", "likely"})

_DECIDING = LABELLING | {"toggle", "skip", "confirm", "repeat", "clear", "flag", "note", "take_all_of", "accepted"}


@dataclass(frozen=True, slots=True)
class Did:
    """What the user just did.

    `verb` is the verb of the desk or the review, or "help", "search", "quit", "export". `rows` is how many sentences it
    was for, `label` the label given (by name) and `answer` what the codebook says of that sentence, where known.
    `worked` is false where nothing came of it; `opened` says that another article lies on the desk, `left` how
    many of its sentences are undecided, `notice` what the desk itself said about it.
    """

    verb: str
    worked: bool = True
    rows: int = 1
    label: str | None = None
    answer: Answer | None = None
    opened: bool = False
    left: int = 0
    notice: str = ""

    @property
    def right(self) -> bool:
        """Whether the label is that of the codebook, as far as we know."""
        return self.answer is None or self.label == self.answer.label


def _always(did: Did) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    `words` name the keys to press as fields, `{coach}` the label of the sentence under the cursor and `{typed}`
    the text to type. One of `verbs` does it, `times` times, if `enough` agrees; `after` says what happened,
    `otherwise` what was still missing where `enough` does not agree.
    """

    words: str
    verbs: tuple[str, ...]
    after: str
    times: int = 1
    enough: Callable[[Did], bool] = _always
    typed: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One step of the lesson: what it is about, and what to do.

    `at` is how the sentences begin that `about` speaks of; `about_others` is said where another one is under the
    cursor, because the user went elsewhere or left steps out.
    """

    title: str
    about: str
    tasks: tuple[Task, ...]
    at: tuple[str, ...] = ("",)
    about_others: str = ""

    def said_of(self, sentence: str) -> str:
        """What the step is about, with this sentence under the cursor."""
        return self.about if sentence.startswith(self.at) else self.about_others


class Lesson:
    """Where the user is in the lesson. It follows what is done, and never blocks anything."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self.exercises = tuple(exercises)
        self.number = 0
        self.task_number = 0
        self.count = 0
        self.said = f"The tour: {len(self.exercises)} short steps. Every key works as it always does."
        self.agreed = False

    @property
    def over(self) -> bool:
        """Whether every exercise is done."""
        return self.number >= len(self.exercises)

    @property
    def exercise(self) -> Exercise | None:
        """The exercise at hand; None when the lesson is over."""
        return None if self.over else self.exercises[self.number]

    @property
    def task(self) -> Task | None:
        """The task at hand."""
        return None if self.over else self.exercises[self.number].tasks[self.task_number]

    def wants(self, verb: str) -> bool:
        """Whether this verb is what the lesson waits for."""
        return self.task is not None and verb in self.task.verbs

    def heard(self, did: Did) -> None:
        """Follow what the user did: go on, or stay and say something kind."""
        task = self.task
        if task is None or not did.worked:
            return
        if did.verb in task.verbs and task.enough(did):
            self.count += 1
            self._say(remark_on(did, why="{coach}" not in task.words), agreed=agrees(did))
            if self.count >= task.times:
                self._task_done(task)
            elif not self.said:
                self.said = did.notice
        elif did.verb in task.verbs and task.otherwise:
            self._say(task.otherwise, agreed=False)
        elif did.verb in _DECIDING:
            words = remark_on(did)
            self._say(words or WORKS_TOO, agreed=bool(words) and agrees(did))
        elif did.verb == "undo":
            self._say("Taken back.", agreed=True)
            if "label" in task.verbs and self.count:
                self.count -= 1

    def leave_out(self) -> None:
        """Go on to the next exercise without this one."""
        if not self.over:
            self._next_exercise()
            self._say("", agreed=True)

    def remark(self, words: str) -> None:
        """Say something that has nothing to do with the task."""
        self._say(words, agreed=False)

    def _say(self, words: str, *, agreed: bool) -> None:
        self.said, self.agreed = words, agreed

    def _task_done(self, task: Task) -> None:
        """Say what happened, unless there is a difference to tell of, and go on."""
        if self.agreed:
            self.said = f"{self.said} {task.after}".strip()
        self.count = 0
        self.task_number += 1
        if self.task_number == len(self.exercises[self.number].tasks):
            self._next_exercise()

    def _next_exercise(self) -> None:
        self.number += 1
        self.task_number = self.count = 0


def agrees(did: Did) -> bool:
    """Whether there is no difference to tell of."""
    return did.label is None or did.rows != 1 or did.right


def remark_on(did: Did, *, why: bool = True) -> str:
    """A word on a label that was given to one sentence of the samples, and why it is that; empty if there is none."""
    if did.label is None or did.answer is None or did.rows != 1:
        return ""
    reason = did.answer.why[0].lower() + did.answer.why[1:]
    if did.right:
        return f"Yes, {did.label}: {reason}." if why else f"Yes, {did.label}."
    return f"You say {did.label}, we say {did.answer.label}: {reason}. {{undo}} takes it back."
