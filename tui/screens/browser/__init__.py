"""The browser: a list of all articles, and a list of the sentences that a query selects."""
