"""Where statements are kept to be found: segments of arrays in a folder, and their words."""
