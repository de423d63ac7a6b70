"""Bytes and text of the files that are read, and files and folders that are written whole or not at all."""
