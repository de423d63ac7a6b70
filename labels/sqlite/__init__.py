"""The project file as SQLite has it: connection, locks, schema and migrations, full text, errors."""
