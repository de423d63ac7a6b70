"""Work shared out: who gets which articles, and what is drawn at random. Arithmetic only; it knows no project."""
