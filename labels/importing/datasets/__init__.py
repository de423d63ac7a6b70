"""Hugging Face datasets: folders of tables, and what describes them."""
