"""What is read of a project: written in the transaction that appends to the journal, and rebuilt from it."""
