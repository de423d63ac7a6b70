"""The desk: one labelling sitting as a state machine that needs no terminal."""

from labels.desk.desk import Desk
from labels.desk.step import Step

__all__ = ["Desk", "Step"]
