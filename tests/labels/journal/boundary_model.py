"""What mending boundaries promises, in plain Python: which sentences there are, and what everybody says of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.labels.journal.model import Action, Key, Said

Faces = dict[tuple[str, Key], dict[str, Any]]

BLANK: dict[str, Any] = {
    "status": "undecided",
    "labels": (),
    "event": None,
    "carried": False,
    "flagged": False,
    "reason": "",
    "note": "",
}


class Told:
    """The sentences of all articles, in the order of the text, and the annotations on them, after some actions."""

    def __init__(self, base: Iterable[Key], actions: Iterable[Action]) -> None:
        self.sentences = sorted(base)
        self.faces: Faces = {}
        self.aside: dict[tuple[str, Key], list[Said]] = {}
        standing = [action for action in sorted(actions, key=lambda action: action.number) if action.undone is None]
        splits = [said for action in standing for said in action.said if said.kind == "split"]
        self.starts = {key[:2] for key in self.sentences} | {part[:2] for said in splits for part in said.value}
        for action in standing:
            for said in action.said:
                self._tell(action.annotator, said)

    def face(self, who: str, key: Key) -> dict[str, Any]:
        return self.faces.get((who, key), BLANK)

    def _tell(self, who: str, said: Said) -> None:
        if said.kind == "split":
            self._replace([said.key], list(said.value))
        elif said.kind == "join":
            self._replace(list(said.value), [said.key])
        elif said.kind != "example":
            article, start, end = said.key
            for key in [k for k in self.sentences if k[0] == article and k[1] < end and start < k[2]]:
                if start <= key[1] and key[2] <= end:
                    self._tell_whole(who, key, said)
                elif said.kind in ("flag", "note"):
                    self._put(who, key, _after(self.face(who, key), said))
                else:
                    self._tell_part(who, key, said)

    def _tell_whole(self, who: str, key: Key, said: Said) -> None:
        face = _after(self.face(who, key), said)
        if said.kind not in ("flag", "note"):
            self.aside.pop((who, key), None)
            if key != said.key and face["status"] != "undecided":
                face["carried"] = True
        self._put(who, key, face)

    def _tell_part(self, who: str, key: Key, said: Said) -> None:
        """It counts once every place in the sentence at which one ever began, and its end, is decided."""
        aside = self.aside.setdefault((who, key), [])
        aside.append(said)
        inside = [start for article, start in self.starts if article == key[0] and key[1] < start < key[2]]
        faces = []
        for place in (key[1], *inside, key[2] - 1):
            over = [each for each in aside if each.key[1] <= place < each.key[2]]
            if not over:
                return
            faces.append(_after(BLANK, over[-1]))
        here = self.face(who, key)
        beside = {name: here[name] for name in ("flagged", "reason", "note")}
        self._put(who, key, _inherited(faces) | beside)

    def _replace(self, old: list[Key], new: list[Key]) -> None:
        if not all(key in self.sentences for key in old):
            return
        people = {who for who, key in self.faces if key in old}
        for who in people:
            faces = [self.face(who, key) for key in old]
            for key in new:
                self._put(who, key, _inherited(faces))
            for key in old:
                self._put(who, key, BLANK)
        for at in [at for at in self.aside if at[1] in old]:
            del self.aside[at]
        self.sentences = sorted({*self.sentences, *new} - set(old))

    def _put(self, who: str, key: Key, face: dict[str, Any]) -> None:
        self.faces.pop((who, key), None)
        if face != BLANK:
            self.faces[who, key] = face


def _inherited(faces: list[dict[str, Any]]) -> dict[str, Any]:
    """What a new sentence takes over of the one it was part of, or of the two it is made of."""
    after = BLANK | {
        "flagged": any(face["flagged"] for face in faces),
        "reason": _lines(face["reason"] for face in faces),
        "note": _lines(face["note"] for face in faces),
    }
    (status, *other), common = {face["status"] for face in faces}, set.intersection(*(set(f["labels"]) for f in faces))
    if other or status == "undecided" or (status == "labelled" and not common):
        return after
    event = max(face["event"] for face in faces)
    return after | {"status": status, "labels": tuple(sorted(common)), "event": event, "carried": True}


def _lines(texts: Iterable[str]) -> str:
    kept: list[str] = []
    for text in texts:
        if text and text not in kept:
            kept.append(text)
    return "\n".join(kept)


def _after(face: dict[str, Any], said: Said) -> dict[str, Any]:
    decided = {"event": said.event, "carried": False}
    match said.kind:
        case "label":
            return face | decided | {"status": "labelled", "labels": said.value}
        case "skip":
            return face | decided | {"status": "skipped", "labels": ()}
        case "clear":
            return face | {"status": "undecided", "labels": (), "event": None, "carried": False}
        case "flag":
            return face | {"flagged": said.value is not None, "reason": said.value or ""}
        case "note":
            return face | {"note": said.value}
    raise ValueError(said.kind)
