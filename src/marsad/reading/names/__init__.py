"""Names in a sentence: actors, persons, lands and peoples, places."""
