"""One text, one article: plain text, Markdown, Word documents, books."""
