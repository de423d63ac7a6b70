"""Rows with columns of any name: CSV, JSON, JSON Lines, Parquet."""
