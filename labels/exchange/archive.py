"""The layout of an archive: a whole project as plain files in a folder or ZIP, each readable by itself.

`articles/ID.txt` are the texts, exactly; `articles.jsonl` what is known of each article and how it was cut into
sentences; `events.jsonl` the journal; `places.jsonl`, `preferences.jsonl` and `splits.jsonl` what is kept beside it;
`codebooks/N.toml` the versions of the codebook, for people; MANIFEST says what it is and how much there must be.
"""

from __future__ import annotations

MANIFEST = "copydesk-archive.json"
ARTICLES = "articles.jsonl"
EVENTS = "events.jsonl"
PLACES = "places.jsonl"
PREFERENCES = "preferences.jsonl"
SPLITS = "splits.jsonl"

#: A pattern for the names of all files that an archive has.
FILES = (
    rf"articles/[0-9a-f]{{20}}\.txt|codebooks/[0-9]{{4,}}\.toml|{ARTICLES}|{EVENTS}|{PLACES}|{PREFERENCES}|{SPLITS}"
    rf"|{MANIFEST}"
)

#: The version of this layout. A reader refuses a higher one.
VERSION = 1

#: The columns of `articles.jsonl`, beside "sentences" and "meta".
ABOUT = ("id", "title", "source", "url", "author", "published", "language", "segmenter", "layout", "imported_at")


def text_name(article: str) -> str:
    """The file with the text of the article with this id."""
    return f"articles/{article}.txt"


def codebook_name(version: int) -> str:
    """The file with this version of the codebook."""
    return f"codebooks/{version:04d}.toml"
