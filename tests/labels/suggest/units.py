"""Made-up articles in which the words and the labels before a sentence tell its label, more or less."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from labels.suggest.unit import Labels, Unit

#: What sentences with each label are made of.
WORDS = {
    "goal": ("hope", "plan", "want", "aim"),
    "step": ("build", "dig", "carry", "paint"),
    "end": ("done", "closed", "opened", "left"),
}


def articles(count: int, seed: int = 1, sentences: int = 6) -> Iterator[list[tuple[Unit, Labels]]]:
    """So many articles; a third of the sentences have words that tell nothing."""
    random = Random(seed)
    for number in range(count):
        article: list[tuple[Unit, Labels]] = []
        for at in range(sentences):
            label = "goal" if at < 2 else "end" if at == sentences - 1 else random.choice(("step", "step", "goal"))
            words = WORDS[label] if random.random() < 0.67 else ("rain", "road", "noon")
            text = f"They {random.choice(words)} by the {random.choice(('mill', 'quay', 'hall'))}."
            before = tuple(labels for _, labels in reversed(article[-2:]))
            id = f"{number:020}:{at}-{at + 1}"
            unit = Unit(text, id, at, sentences, at // 3, sentences // 3, at % 3, 3, before)
            article.append((unit, (label,)))
        yield article


def decisions(count: int, seed: int = 1) -> list[tuple[Unit, Labels]]:
    """So many sentences in the order of work."""
    return [each for article in articles(count // 6 + 1, seed) for each in article][:count]
