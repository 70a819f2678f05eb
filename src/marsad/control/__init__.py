"""Who held a place on a day, as it could be known on another, with the evidence for it."""
