"""`copydesk import --dry-run`: what would come, without writing anything."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from labels.codebook import Codebook
from labels.importing.codebook import missing_labels
from labels.importing.pipeline import look_into
from labels.importing.survey import Survey
from labels.values.import_options import ImportOptions
from tui.cli.options import existing
from tui.cli.output import give, give_json, say


def dry_run(paths: Sequence[str], project: Path, annotator: str | None, options: ImportOptions, as_json: bool) -> bool:
    """Print what an import would bring, refusals on stderr; whether there were any. Makes no project."""
    from labels.annotator import find_annotator
    from tui.printable import printable

    seen = look_into(paths, options, stdin=sys.stdin.buffer)
    missing = missing_labels(seen.labels, _codebook(project))
    if as_json:
        give_json(_as_json(seen, missing))
    else:
        for line in seen.in_words(annotator or find_annotator()):
            give(printable(line))
        if missing:
            give(printable(f"not in the codebook: {', '.join(missing)} (--make-codebook adds them)"))
    for remark in seen.remarks.values():
        say(remark.in_words())
    for line in seen.left_alone.in_words():
        say(line)
    for refused in seen.refused:
        say(f"copydesk: {refused.where}: {refused.reason}")
    say("Nothing was written.")
    return bool(seen.refused)


def _codebook(project: Path) -> Codebook:
    """The codebook of a project; the one it would begin with if there is none yet."""
    if project.exists():
        with existing(project) as opened:
            return opened.codebook
    from labels.codebook.file import default_codebook

    return default_codebook()


def _as_json(seen: Survey, missing: list[str]) -> dict[str, object]:
    return {
        "articles": seen.articles,
        "sentences": seen.sentences,
        "decisions": seen.decisions,
        "suggestions": seen.suggestions,
        "labels": dict(seen.labels.most_common()),
        "annotators": dict(seen.annotators.most_common()),
        "labels_missing": missing,
        "rows_left_out": seen.skipped,
        "left_alone": seen.left_alone.by_kind,
        "refused": [{"where": each.where, "reason": each.reason} for each in seen.refused],
    }
