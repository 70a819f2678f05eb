"""Words of texts as they are searched for: folded, asked for, and shown where they stand."""
