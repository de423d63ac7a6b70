"""The codebook: which labels there are, what they mean, and which key sets them."""

from labels.scheme.model import Choose, Label, Scheme

__all__ = ["Choose", "Label", "Scheme"]
