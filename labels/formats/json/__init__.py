"""Objects in JSON and JSON Lines, read and written one at a time."""
