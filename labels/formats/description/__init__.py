"""What describes exported data: the dataset card for people, Croissant metadata for programs."""
