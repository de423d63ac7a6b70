"""How a verb of the desk is carried out: the cases in which it does something unusual, and the listeners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from labels.desk.finish import FINISHED
from labels.desk.navigator import Navigator
from labels.desk.pause import Pause
from labels.desk.step import NOTHING, Call, Step
from labels.desk.suggesting import STALE, Suggesting
from labels.desk.work_queue import WorkQueue

NOT_SEEN = "A second look came up: this key was typed before, and wrote nothing."

#: What a key that decides says after a review: it may have been meant for a conflict there.
FROM_REVIEW = "This key wrote nothing: it may have been meant for the review. Move first."

#: Verbs that decide; at the finish of an article they write nothing.
_DECIDE = frozenset({"label", "toggle", "skip", "clear", "repeat", "add_example"})
#: Verbs that leave the finish of an article for the next one.
_GO_ON = frozenset({"confirm", "next_undecided"})
#: Verbs that stay at the finish of an article: they are about its last sentence, which is in view.
_STAY = frozenset({"flag", "flag_because", "note"})

Given = ParamSpec("Given")
Part = TypeVar("Part")


class Verbs:
    """Carries out the verbs of the parts of a desk.

    `listeners` are called after each verb, whether it succeeded or failed. `pause` holds back keys that decide.
    """

    def __init__(self, at: Navigator, queue: WorkQueue, suggesting: Suggesting) -> None:
        """These parts decide whether a verb does what it usually does."""
        self._at = at
        self._queue = queue
        self._suggesting = suggesting
        self._latest = NOTHING
        self.pause = Pause()
        self.listeners: list[Callable[[Call], None]] = []

    def do(self, verb: Callable[..., Step], *given: Any, **more: Any) -> Step:
        """Carry out a verb of one of the parts, and let the listeners know."""
        at, queue, suggesting = self._at, self._queue, self._suggesting
        call = Call(verb.__name__, given, at.cursor, len(at.run))
        article = at.document
        try:
            step = (
                self._while_paused(call)
                or self._at_finish(call)
                or self._before_second_look(call)
                or verb(*given, **more)
            )
            if call.verb in STALE:
                suggesting.mark_stale()
            if step.reloaded or call.verb == "change_order":
                suggesting.changed_elsewhere()
            if call.verb in _STAY:
                queue.sum_up_again()
            if step.opened and at.document is not article:
                step = replace(step, notice=f"{step.notice} {queue.where_in_words()}".strip())
            call.step = self._latest = step
            return step
        finally:
            for listener in self.listeners:
                listener(call)

    def _while_paused(self, call: Call) -> Step | None:
        """The step for a key that decides during a pause: only a notice. Other verbs end it, except flags and notes."""
        if call.verb in _DECIDE | {"confirm"} and (notice := self.pause.held_back()):
            return self._refused(notice)
        if call.verb not in _STAY:
            self.pause.end()
        return None

    def _before_second_look(self, call: Call) -> Step | None:
        """The step for a key that decides before a second look is on the screen: only a notice."""
        if call.verb not in _DECIDE | {"confirm"} or not self._suggesting.awaits_paint:
            return None
        return self._refused(NOT_SEEN)

    def _at_finish(self, call: Call) -> Step | None:
        """The step of a verb at the finish of an article, if it differs from the usual one; None if it does not."""
        at, queue = self._at, self._queue
        if queue.done:
            if call.verb in _DECIDE:
                return self._refused(queue.done)
            if call.verb not in _STAY:
                queue.take_up_again()
        if queue.finish is None or call.verb in _STAY:
            return None
        if call.verb in _DECIDE:
            return self._refused(FINISHED)
        if call.verb in _GO_ON:
            return queue.leave_finish()
        queue.finish = None
        # If the last decision was on the last sentence, a move shows this sentence. If it was a correction further up,
        # a move goes on from there.
        return NOTHING if call.verb == "move" and at.cursor == len(at.page) - 1 else None

    def _refused(self, notice: str) -> Step:
        """Why a key wrote nothing. What the key before it replaced stays on screen."""
        return Step(replaced=self._latest.replaced, before=self._latest.before, notice=notice)


class _HasVerbs(Protocol):
    verbs: Verbs


def carried_out(part: str, method: Callable[Concatenate[Part, Given], Step]) -> Callable[Concatenate[Any, Given], Step]:
    """A verb of the desk: what `method` does for the part of the desk that is in its attribute `part`.

    It has the signature and the docstring of `method`.
    """
    name = method.__name__

    @wraps(method)
    def verb(desk: _HasVerbs, /, *given: Given.args, **more: Given.kwargs) -> Step:
        return desk.verbs.do(getattr(getattr(desk, part), name), *given, **more)

    return verb
