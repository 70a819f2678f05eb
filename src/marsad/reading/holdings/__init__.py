"""Who holds a place, told without a happening: "rebel-held", "in control of"."""
