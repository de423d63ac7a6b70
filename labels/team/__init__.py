"""Dealing out work: who gets which articles, and what is drawn at random. Arithmetic only, without a project."""
