"""Who speaks, for whom, whether he fights; and what belligerents say as events."""
