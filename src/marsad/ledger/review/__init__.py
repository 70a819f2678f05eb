"""What reviewers decided, put into the records that readers made."""
