"""Statistics: pace, progress, shares and forecast, computed from the journal and its projections."""
