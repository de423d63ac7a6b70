"""Review: a lead settles where annotators differ. What is settled is gold, a layer of its own in the journal."""
