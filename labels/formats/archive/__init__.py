"""Archives of whole projects: plain files in a folder or ZIP."""
