"""What two statements have to do with each other, and what shows it."""
