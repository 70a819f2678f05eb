"""Numbers of people and things with their hedges."""
