"""JSON objects one by one, with where each begins, in constant memory; and the first of them, by its first bytes."""
