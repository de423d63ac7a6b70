"""One text of another tool with what was said of it, and how such texts become articles."""
