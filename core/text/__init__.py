"""Characters, offsets and comparison forms; nothing here knows what a text means."""
