"""Which actor a mention means: by name, by description, by what was said before."""
