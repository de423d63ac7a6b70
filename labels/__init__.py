"""Copydesk without a terminal: articles, sentences, codebooks, the journal, and the labelling desk."""
