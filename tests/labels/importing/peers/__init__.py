"""Other annotation tools."""
