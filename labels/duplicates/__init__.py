"""Near-duplicates: articles that share most of their words, found, linked and reported, never dropped."""
