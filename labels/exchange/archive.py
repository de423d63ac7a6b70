"""The layout of an archive: a whole project as plain files in a folder or ZIP, each readable by itself.

`articles/HASH.txt` are the texts, exactly; `articles.jsonl` lists them with their titles; `events.jsonl` is the
journal; `runs.jsonl` and `suggestions.jsonl` are what models proposed; `places.jsonl`, `preferences.jsonl` and
`splits.jsonl` what is kept beside the journal; `codebooks/N.toml` the versions of the codebook, for people; MANIFEST
says what it is and how much there must be.
"""

from __future__ import annotations

MANIFEST = "copydesk-archive.json"
ARTICLES = "articles.jsonl"
EVENTS = "events.jsonl"
RUNS = "runs.jsonl"
SUGGESTIONS = "suggestions.jsonl"
PLACES = "places.jsonl"
PREFERENCES = "preferences.jsonl"
SPLITS = "splits.jsonl"

#: A pattern for the names of all files that an archive has.
FILES = (
    rf"articles/[0-9a-f]{{64}}\.txt|codebooks/[0-9]{{4,}}\.toml|{ARTICLES}|{EVENTS}|{RUNS}|{SUGGESTIONS}|{PLACES}"
    rf"|{PREFERENCES}|{SPLITS}|{MANIFEST}"
)

#: The version of this layout. A reader refuses a higher one, and the first, which was never released.
VERSION = 2


def text_name(hash: str) -> str:
    """The file with the text that has this hash (64 hexadecimal digits)."""
    return f"articles/{hash}.txt"


def codebook_name(version: int) -> str:
    """The file with this version of the codebook."""
    return f"codebooks/{version:04d}.toml"
