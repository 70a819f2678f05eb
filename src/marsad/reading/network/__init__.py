"""The trained network of the reading stage: what each word tells, and which words belong together."""
