"""The one place that says which Copydesk this is."""

VERSION = "0.1.0"
