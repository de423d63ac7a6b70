"""Copydesk in a terminal: the commands and the screens."""
