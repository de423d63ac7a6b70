"""Browsing a project: long lists of articles and of sentences, of which only a window is read at a time."""
