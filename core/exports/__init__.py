"""Leaving with what was found: the dossier of a story, and pictures of its timeline."""
