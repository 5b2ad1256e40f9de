"""What reports of one event say together."""
