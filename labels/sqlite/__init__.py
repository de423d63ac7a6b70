"""The project file in SQLite: connection, locks, schema and migrations, full text, errors."""
