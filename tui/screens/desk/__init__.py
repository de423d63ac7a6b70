"""The desk on screen: one screen, and the controllers that it has."""
