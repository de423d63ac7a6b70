"""From the lesson to the page that the panel shows, with the user's own keys in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from textual.content import Content

from tui.tour.course import OVER
from tui.tour.lesson import LABELLING, WORKS_TOO, Did, Exercise, Lesson, Task, remark_on
from tui.tour.panel import Page
from tui.tour.samples import Answer
from tui.tour.words import coached, fill

#: Says what to do with a sentence, by its answer; None where we know none.
Coach = Callable[[Answer | None], str]


class Script:
    """The words of one lesson with one set of keys."""

    def __init__(
        self, lesson: Lesson, keys: Mapping[str, str], answers: Mapping[str, Answer], coach: Coach = coached
    ) -> None:
        """`keys` is the key for each field of the words, `answers` what the codebook says of each sentence.

        `coach` says what to do with a sentence, by its answer.
        """
        self.lesson = lesson
        self.keys = keys
        self._answers = answers
        self._coach = coach

    def page(self, sentence: str) -> Page:
        """What to show now, with this sentence under the cursor; empty where there is none."""
        lesson, exercise = self.lesson, self.lesson.exercise
        said = self._said(lesson.said, agreed=lesson.agreed)
        if exercise is None:
            return Page(said, self._filled(OVER))
        about, asked = exercise.said_of(sentence), self._asked(lesson.task, self._answers.get(sentence))
        return Page(said, self._filled(about), asked, self._foot(exercise), self._foot())

    def everything_said(self) -> Iterator[Content]:
        """All that may be said of what was done, the remarks on labels in their longest form."""
        yield self._said(WORKS_TOO, agreed=False)
        given = [Did("label", label="background", answer=answer) for answer in self._answers.values()]
        yield from (self._said(remark_on(did), agreed=False) for did in given)
        praise = max((remark_on(replace(did, label=did.answer.label)) for did in given if did.answer), key=len)
        for exercise in self.lesson.exercises:
            for task in exercise.tasks:
                is_praised = not LABELLING.isdisjoint(task.verbs) and "{coach}" not in task.words
                yield self._said(f"{praise} {task.after}" if is_praised else task.after, agreed=True)
                if task.otherwise:
                    yield self._said(task.otherwise, agreed=False)

    def every_body(self) -> Iterator[tuple[Content, Content]]:
        """What each exercise is about, with each of its tasks at its longest."""
        longest = max(self._answers.values(), key=lambda answer: len(self._coach(answer)))
        for exercise in self.lesson.exercises:
            for task in exercise.tasks:
                asked = self._asked(task, longest)
                yield from ((self._filled(about), asked) for about in (exercise.about, exercise.about_others) if about)

    def _said(self, words: str, *, agreed: bool) -> Content:
        if not words:
            return Content("")
        filled = self._filled(words)
        return Content.assemble("✓ ", filled).stylize("$bar-done") if agreed else filled.stylize("$word-warning")

    def _asked(self, task: Task | None, answer: Answer | None) -> Content:
        if task is None:
            return Content("")
        filled = self._filled(task.words.replace("{coach}", self._coach(answer)), task.typed).stylize("bold")
        count = f"  {self.lesson.count} of {task.times}" if task.times > 1 else ""
        return Content.assemble("▸ ", filled, (count, "$row-quiet"))

    def _foot(self, exercise: Exercise | None = None) -> Content:
        """How far the lesson is, the keys that lead out of it, and the title of an exercise."""
        count = f"{self.lesson.number + 1} of {len(self.lesson.exercises)}"
        keys = "{go_on} skips this step" + ("" if self.lesson.wants("quit") else "   {quit} ends the tour")
        filled = fill(f"{count}   {keys}", self.keys, cap="bold")
        return Content.assemble(filled, f"   {exercise.title}" if exercise else "").stylize("$row-quiet")

    def _filled(self, template: str, typed: str = "") -> Content:
        return fill(template, self.keys, typed)
