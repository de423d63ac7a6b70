"""What formats that carry whole training records cannot bring back: what the records themselves do not hold."""

from __future__ import annotations

from labels.exporting.exporter import Loss
from labels.exporting.whole_articles import loses_its_place

_PLACE = (
    "written; comes back only if all sentences of the article are exported (--status all) and nothing but blanks or"
    " line breaks of one kind lie between them"
)
_BESIDE = "not written: the whole text of the article is"
_ANEW = "written, not taken in again: worked out anew at each export"

RECORD_LOSSES: tuple[Loss, ...] = (
    *(Loss(field, _PLACE, where=loses_its_place) for field in ("id", "article_id", "position", "start", "end")),
    Loss("split", _ANEW),
    Loss("previous", _ANEW),
    Loss("next", _ANEW),
)

#: What rows of whole articles do not bring back; the text is there, and with it every place.
ARTICLE_LOSSES: tuple[Loss, ...] = (
    Loss("split", _ANEW),
    Loss("previous", _BESIDE),
    Loss("next", _BESIDE),
)
