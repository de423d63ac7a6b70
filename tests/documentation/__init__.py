"""What runs the blocks of the README and of docs/: the blocks, a small shell, and the files that the blocks name."""
