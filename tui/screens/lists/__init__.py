"""The lists: all articles, and the sentences that a query selects. One screen, and a source of rows for each list."""
