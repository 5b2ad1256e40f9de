"""What is in one article: names, lemmas, and whose a name is. The only home of spaCy."""
