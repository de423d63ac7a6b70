"""Getting articles into a project."""
