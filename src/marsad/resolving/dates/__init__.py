"""Time expressions to days, and the day of publication where a report bears none."""
