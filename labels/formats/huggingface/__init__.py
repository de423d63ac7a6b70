"""Hugging Face datasets: folders of data files with a dataset card."""
