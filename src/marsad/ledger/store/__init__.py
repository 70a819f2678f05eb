"""The database under the ledger: tables, connections, migrations, and what its errors mean."""
