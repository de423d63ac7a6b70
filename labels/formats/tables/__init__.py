"""Rows with columns of any name, from any kind of file: their shape, and the articles in them."""
