"""What columns of labels hold: names of labels, answers to yes or no, whole numbers, scores by label."""
