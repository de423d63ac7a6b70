"""Formats: a file or package each, its reader beside its writer; what several share; and the registry of them all."""
