"""What Copydesk wrote itself: training records, and archives of whole projects."""
