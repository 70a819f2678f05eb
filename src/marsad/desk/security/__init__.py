"""What stands between a request and the pages: who asks, from where, and what an answer may load."""
