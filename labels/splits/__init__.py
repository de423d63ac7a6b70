"""Parts of the data (train, validation, test) that do not leak into each other and do not change."""

from labels.splits.leaks import Leak, check_leaks
from labels.splits.parts import Parts, Split, draw_parts, given_parts
from labels.splits.shares import Share, read_shares

__all__ = ["Leak", "Parts", "Share", "Split", "check_leaks", "draw_parts", "given_parts", "read_shares"]
