"""The report of a study: a methods paragraph and tables for a paper, and a trail of who changed what, when and why."""
