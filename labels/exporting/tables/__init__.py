"""Rows with columns: JSON Lines, CSV, Parquet, Hugging Face folders."""
