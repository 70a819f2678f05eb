"""A report as the desk shows it: the article in segments, and its records as cards."""
