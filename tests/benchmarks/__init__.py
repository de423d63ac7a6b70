"""Benchmarks: figures and ratios printed, nothing asserted. Run: python -m tests.benchmarks."""
