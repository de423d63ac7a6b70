"""brat standoff: annotations in a file beside their text."""
