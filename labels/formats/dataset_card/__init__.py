"""What stands beside the data files of a Hugging Face dataset: its card, its features, its folder."""
