"""Estimates from the labels of a project: whose labels, of which articles, with which probability each was drawn."""
