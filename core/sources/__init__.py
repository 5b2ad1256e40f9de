"""Getting articles in: bytes from a file, a folder or a stream become a cleaned `Article`."""
