"""What exporting and importing agree on: names, ids and layouts that one writes and the other reads again."""
