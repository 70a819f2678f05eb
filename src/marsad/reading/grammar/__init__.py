"""Words, parts of speech, phrases, verbs and clauses of one sentence."""
