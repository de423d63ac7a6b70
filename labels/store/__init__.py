"""The project file: opened, migrated, written through the journal, and read through its projections."""
