"""Time expressions in the words of a report; when they are is for the resolver."""
