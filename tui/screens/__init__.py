"""What one screen shows at a time."""
