"""The migrations give what the tables say, on both stores."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from marsad.ledger import Ledger
from marsad.ledger.store import migrate, search
from marsad.ledger.store.tables import METADATA


def _of_ours(name: str | None, kind: str, parents: object) -> bool:
    """The index of words is each store's own, and in no table that both know."""
    return kind != "table" or not (name or "").startswith(search.INDEX)


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_upgrading_from_nothing_gives_the_tables_and_the_stamp(place: str) -> None:
    with Ledger.open(place) as ledger, ledger.engine.connect() as connection:
        options = {"compare_type": True, "include_name": _of_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
        assert migrate.revision(connection) == migrate.HEAD


def test_opening_again_changes_nothing(place: str) -> None:
    Ledger.open(place).close()
    with Ledger.open(place) as ledger:
        assert ledger.counts().readings == 0
