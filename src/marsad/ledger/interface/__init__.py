"""The methods of ``Ledger`` by subject; ``opened.py`` has the connection by which all of them ask."""
