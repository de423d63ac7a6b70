"""The codebook: which labels there are, what they mean, and which key sets them."""

from labels.codebook.model import Choose, Codebook, Label

__all__ = ["Choose", "Codebook", "Label"]
