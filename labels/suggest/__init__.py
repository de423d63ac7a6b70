"""Suggestions: models that learn from one annotator, the policy of what is shown, and the report on the effect."""
