"""spaCy's DocBin."""
