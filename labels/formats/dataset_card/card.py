"""A Hugging Face dataset card: what the front matter of a README.md says of the data files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from labels.formats.dataset_card.features import Classes, classes_in_card
from labels.formats.front_matter import read_yaml

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_TELLS = re.compile(r"^(?:dataset_info|configs):", re.MULTILINE)


def is_card(text: str) -> bool:
    """Whether a text is a card that tells of data files."""
    front = _FRONT.match(text.replace("\r\n", "\n"))
    return front is not None and _TELLS.search(front[1]) is not None


class Card:
    """What a card says. Files go by their path from the card, with `/` between folders."""

    def __init__(self, text: str) -> None:
        """Raises ValueError for front matter that cannot be read, saying what is wrong with it."""
        front = _FRONT.match(text.replace("\r\n", "\n"))
        written = read_yaml(front[1]) if front else None
        self._front: dict[str, Any] = written if isinstance(written, dict) else {}

    def split(self, path: str) -> str | None:
        """The split that a file is said to be in."""
        return self._config(path)[1]

    def classes(self, path: str) -> Classes:
        """The classes in a file. Nothing where there are several configurations and it is in none that is known."""
        told = self._front.get("dataset_info")
        every = [each for each in (told if isinstance(told, list) else [told]) if isinstance(each, dict)]
        config = self._config(path)[0]
        fit = [each for each in every if config is not None and each.get("config_name", "default") == config]
        fit = fit or [each for each in every if each.get("config_name") in path.split("/")[:-1]] or every
        return classes_in_card(fit[0].get("features")) if len(fit) == 1 else {}

    def _config(self, path: str) -> tuple[str | None, str | None]:
        """The configuration and the split of a file, as far as the card tells."""
        for config, split, pattern in self._patterns():
            if fnmatchcase(path, pattern.removeprefix("./")) or fnmatchcase(path, pattern.replace("**/", "")):
                return config, split
        return None, None

    def _patterns(self) -> Iterator[tuple[str, str | None, str]]:
        configs = self._front.get("configs")
        for config in configs if isinstance(configs, list) else ():
            if not isinstance(config, dict):
                continue
            name = str(config.get("config_name", "default"))
            for each in _as_list(config.get("data_files")):
                split, paths = (each.get("split"), each.get("path")) if isinstance(each, dict) else (None, each)
                split = split if isinstance(split, str) else None
                yield from ((name, split, path) for path in _as_list(paths) if isinstance(path, str))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]
