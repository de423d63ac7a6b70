"""Where you stand: pace, progress, shares and outlook, computed from the journal and its projections."""
