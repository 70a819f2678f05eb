"""Report → Reading: what the words of one report say, before anyone asks whom or where they mean."""
