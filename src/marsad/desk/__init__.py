"""The review desk: pages on this machine, and the same as an interface for scripts. See docs/desk.md."""
