"""``marsad read``: inputs → records, one after another or by several processes."""
