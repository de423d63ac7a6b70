"""Web pages: the article on a page, without what stands around it."""
