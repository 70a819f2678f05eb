"""Records and tables made readable on a terminal."""
