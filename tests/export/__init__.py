"""Exports, read back by readers that know nothing of Marsad."""
