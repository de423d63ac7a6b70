"""A pack as a file: a project with what one annotator needs, that says whose it is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from labels.journal.portable import Loader
from labels.projections.pack_contents import PackContents
from labels.projections.rebuild import rebuild
from labels.projections.seal import extend_seals
from labels.sqlite.annotator_state import PACK_KEY, take_in
from labels.sqlite.connection import connect, writing
from labels.sqlite.sums import sum_whole
from labels.values.progress import UNWATCHED, Progress

#: After so many events the writing says how far it is.
_OFTEN = 1_000


def write_pack(contents: PackContents, annotator: str, path: Path, progress: Progress = UNWATCHED) -> None:
    """Write the pack of `annotator` (the name on screen) to a new file; `progress` is told how many events are in it.

    The same contents give the same bytes. Raises ProjectError.
    """
    with closing(connect(path)) as connection, writing(connection):
        loader = Loader(connection)
        for hash, text in contents.texts():
            loader.add_text(hash, text)
        for number, event in enumerate(contents.events(), 1):
            loader.add(event)
            if number % _OFTEN == 0:
                progress.report(number, None)
        for key in contents.keys():
            loader.person(key)
        for run in contents.runs():
            loader.add_run(**run)  # type: ignore[arg-type]  # as `portable_runs` writes them
        for suggestion in contents.suggestions():
            loader.add_suggestion(**suggestion)  # type: ignore[arg-type]  # the same
        rebuild(connection)
        take_in(connection, contents.kept_state(annotator), same_articles=False)
        connection.execute("INSERT INTO preference VALUES (?, ?, ?)", (annotator, PACK_KEY, contents.key))
        extend_seals(connection)
        for table in ("preference", "run"):
            sum_whole(connection, table)
