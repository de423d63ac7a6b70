"""Web pages and feeds: the article in a page, without what surrounds it."""
