"""Review: a lead settles sentences on which annotators differ. What is settled is gold, a layer of its own."""
