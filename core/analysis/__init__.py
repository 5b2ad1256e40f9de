"""What is in one article: statements, names, lemmas; and whose a name is. The only home of spaCy."""
