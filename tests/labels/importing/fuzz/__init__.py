"""Damaged files of every format: what is done to them, and small sound ones to begin with."""
