"""Estimates against populations of which the truth is known."""
