"""Work that is shared out: packs."""
