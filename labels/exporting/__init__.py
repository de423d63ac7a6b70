"""Getting training data out of a project."""
