"""The review on screen: a lead goes from conflict to conflict."""
