"""CoNLL-U: sentences with comments, and their words."""
