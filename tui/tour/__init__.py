"""The tour: a lesson of a few minutes in the real desk, on articles of its own."""
