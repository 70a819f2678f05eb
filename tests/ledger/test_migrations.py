"""The migrations give what the tables say, on both stores."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from marsad.ledger import Ledger
from marsad.ledger.store import migrate
from marsad.ledger.store.tables import METADATA


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_upgrading_from_nothing_gives_the_tables_and_the_stamp(place: str) -> None:
    with Ledger.open(place) as ledger, ledger.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert migrate.revision(connection) == migrate.HEAD


def test_opening_again_changes_nothing(place: str) -> None:
    Ledger.open(place).close()
    with Ledger.open(place) as ledger:
        assert ledger.counts().readings == 0
