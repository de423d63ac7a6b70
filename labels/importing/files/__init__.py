"""From what a person names to bytes and text: files, folders, archives, pipes, addresses, and their encodings."""
