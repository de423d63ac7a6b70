"""Formats: a file or package for each, with its reader and its writer; what several share; and the registries."""
