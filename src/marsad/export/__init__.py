"""What the ledger holds, in the formats of the field, each cell traceable and each loss told."""
