"""What a decision from elsewhere says, as acts of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from labels.codebook import Codebook
from labels.codebook.fields import fold
from labels.decision import Decision
from labels.journal.event import Act
from labels.journal.kinds import KINDS
from labels.journal.kinds.suggested import renamed
from labels.values.annotation import Status

#: What the payload of a decision has that contains no free text.
_PLAIN = frozenset({"labels", "origin", "seconds", "version"})


class ImportedActs:
    """Makes the acts of decisions whose labels go by their names in a codebook, and checks them."""

    def __init__(self, codebook: Codebook) -> None:
        """Labels are those of `codebook`, which must have the labels of all decisions."""
        self._codebook = codebook
        self._ids_by_name = codebook.ids_by_name()
        self._checked: set[tuple[object, ...]] = set()
        self._plain: dict[tuple[str, Status, tuple[str, ...]], dict[str, object]] = {}

    def of(self, n: int, decision: Decision, origin: str) -> list[Act]:
        """What a decision on article number `n` says, which came from `origin`: that itself, a flag, a note."""
        start, end = decision.start, decision.end
        acts = []
        if decision.status != "undecided":
            kind = "label" if decision.status == "labelled" else "skip"
            acts.append(Act(kind, n, start, end, self._decided(decision, origin)))
        if decision.flagged:
            acts.append(Act("flag", n, start, end, {"on": True, "origin": origin, "reason": decision.flag_reason}))
        if decision.note:
            acts.append(Act("note", n, start, end, {"origin": origin, "text": decision.note}))
        return acts

    def _decided(self, decision: Decision, origin: str) -> Mapping[str, object]:
        """The payload of a decision. Decisions that hold only the same labels share one, because an import has many."""
        if not _is_plain(decision):
            return self._payload(decision, origin)
        said = origin, decision.status, decision.labels
        if said not in self._plain:
            self._plain[said] = self._payload(decision, origin)
        return self._plain[said]

    def _payload(self, decision: Decision, origin: str) -> dict[str, object]:
        payload: dict[str, object] = {"origin": origin}
        if decision.status == "labelled":
            payload["labels"] = sorted({self._ids_by_name[fold(name)] for name in decision.labels})
        if decision.codebook_version is not None:
            payload["version"] = decision.codebook_version
        if decision.seconds is not None:
            payload["seconds"] = decision.seconds
        if decision.suggested_label is not None:
            payload["suggestion"] = self.suggested(decision)
        if decision.suggestions is not None:
            payload |= renamed(decision.suggestions, self._id)
        return payload

    def suggested(self, decision: Decision) -> dict[str, object]:
        """What was suggested of a decision, as a payload has it."""
        name = decision.suggested_label or ""
        score = {} if decision.suggested_score is None else {"score": decision.suggested_score}
        return {"label": self._id(name), **score}

    def _id(self, name: str) -> str:
        """The id of the label with this name; the name itself where there is no such label."""
        return self._ids_by_name.get(fold(name), name)

    def check(self, act: Act) -> None:
        """Check an act as its kind does: raises UsageError for what cannot be said.

        Plain decisions of the same labels are looked at once: an import has many.
        """
        payload = act.payload
        seconds = payload.get("seconds", 0)
        if payload.keys() <= _PLAIN and type(seconds) in (int, float) and 0 <= seconds < inf:
            alike = (act.kind, tuple(payload.get("labels", ())), payload.get("version"), payload["origin"])
            if alike in self._checked:
                return
            KINDS[act.kind].check(act, self._codebook)
            self._checked.add(alike)
        else:
            KINDS[act.kind].check(act, self._codebook)


def _is_plain(decision: Decision) -> bool:
    """Whether a decision holds nothing but its labels, as far as its payload goes."""
    return (
        decision.codebook_version is None
        and decision.seconds is None
        and decision.suggested_label is None
        and decision.suggestions is None
    )
