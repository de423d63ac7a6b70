"""The pictures of the README and of docs/, made of the real program: `python -m tests.pictures` makes them anew."""
