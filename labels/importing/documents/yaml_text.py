"""YAML from outside, with every scalar as the text it is written as: dates, numbers and yes or no are not guessed."""

from __future__ import annotations

from typing import Any


def read_yaml(text: str) -> Any:
    """The value of a text: dicts, lists and strings; an empty string for nothing.

    Raises ValueError saying what is wrong and in which line of the text. One that refers to itself is not read: a few
    such lines can stand for more than any memory holds.
    """
    import yaml

    try:
        if "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise ValueError("aliases (*) are not read")
        value = yaml.load(text, yaml.BaseLoader)  # makes nothing but dicts, lists and strings
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ValueError(f"{line}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ValueError("it holds characters that YAML does not allow") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    return "" if value is None else value
