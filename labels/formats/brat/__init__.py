"""brat standoff: annotations beside the text that they speak of."""
