"""Agreement and annotator models against marks with planted truth, and against values from outside."""
