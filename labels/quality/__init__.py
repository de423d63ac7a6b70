"""The quality of annotations: agreement between people, and a model of the people. Arithmetic only, no project."""
