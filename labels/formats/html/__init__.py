"""Web pages: the article on a page, without the rest of the page."""
