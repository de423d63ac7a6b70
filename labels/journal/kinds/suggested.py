"""What a decision says about suggestions: what was in view or kept back, probabilities, why the sentence was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labels.journal.kinds.kind import Payload, are_texts, is_number, is_text


def problem_with_suggestions(payload: Payload) -> str | None:
    """What is wrong with it; None if nothing is, or if it says nothing about suggestions."""
    for key, name in (("suggestion", "its suggestion"), ("withheld", "the suggestion that was kept back")):
        problem = _problem_with_one(payload.get(key), name)
        if problem is not None:
            return problem
    return _problem_with_odds(payload) or _problem_with_reason(payload.get("shown"))


def renamed(payload: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    """What a payload says about suggestions, with ids in place of names of labels, or names in place of ids."""
    found = dict(payload)
    for key in ("suggestion", "withheld"):
        if key in found:
            one = dict(found[key])
            one["label"] = named(one["label"])
            if "labels" in one:
                one["labels"] = [named(each) for each in one["labels"]]
            if "marked" in one:
                one["marked"] = [[named(each) for each in labels] for labels in one["marked"]]
            found[key] = one
    if "other" in found:
        found["other"] = sorted(named(each) for each in found["other"])
    return found


def _problem_with_one(suggestion: object, name: str) -> str | None:
    if suggestion is None:
        return None
    if not isinstance(suggestion, dict) or not is_text(suggestion.get("label")):
        return f"{name} names no label"
    score, accepted = suggestion.get("score"), suggestion.get("accepted")
    if score is not None and not is_number(score):
        return f"the score of {name} is no number"
    if accepted is not None and not isinstance(accepted, bool):
        return f"whether {name} was accepted is neither true nor false"
    if not all(is_text(suggestion.get(key, "")) for key in ("run", "mode")):
        return f"the run or mode of {name} is no text"
    if not are_texts(suggestion.get("labels", ())):
        return f"the labels of {name} are no list of labels"
    marked = suggestion.get("marked", ())
    if not isinstance(marked, list | tuple) or not all(map(are_texts, marked)):
        return f"what is marked of {name} is no list of sets of labels"
    return None


def _problem_with_odds(payload: Payload) -> str | None:
    odds = [payload[key] for key in ("p_given", "p_other") if payload.get(key) is not None]
    if not all(is_number(each) and 0 <= each <= 1 for each in odds):
        return "a probability in it is no number from 0 to 1"
    return None if are_texts(payload.get("other", ())) else "the other labels in it are no list of labels"


def _problem_with_reason(shown: object) -> str | None:
    if shown is None:
        return None
    if not isinstance(shown, dict) or not is_text(shown.get("order", "")):
        return "it does not say in which order its sentence was shown"
    probability = shown.get("probability")
    if probability is not None and not (is_number(probability) and 0 < probability <= 1):
        return "the probability with which its sentence was shown is no number from 0 to 1"
    return None
