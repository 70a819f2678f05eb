"""Which place a name means, and whether two places can be one spot."""
