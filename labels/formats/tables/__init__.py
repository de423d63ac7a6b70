"""Rows with columns of any name, whatever carries them: which shape they have, and the articles in them."""
