"""Names that stand in files: the key of what only Copydesk needs, and the marks of fastText."""

from __future__ import annotations

#: The key under which our own facts stand in another tool's record, which has no place for them.
OWN = "copydesk"

#: What each label begins with in a line of fastText, and each comment in one of doccano's fastText.
LABEL_PREFIX, COMMENT = "__label__", "__comment__"
