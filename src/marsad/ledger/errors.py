"""What can go wrong with a ledger, each with the file it is about and what to do."""

from __future__ import annotations

from marsad.model.decision import Decision


class LedgerError(Exception):
    """A ledger that cannot be opened, read or written.

    ``where`` is the file or, for a server, the URL without its password; ``problem`` says what is wrong
    and ``remedy`` what to do about it.
    """

    problem = "the ledger cannot be used"
    remedy = "run `marsad doctor` for details"

    def __init__(self, where: str, problem: str = "", remedy: str = "") -> None:
        self.where = where
        self.problem = problem or type(self).problem
        self.remedy = remedy or type(self).remedy
        super().__init__(f"{where}: {self.problem}; {self.remedy}")


class LedgerLocked(LedgerError):
    """Another process holds the write lock for longer than one is ready to wait."""

    problem = "another process is writing to this ledger"
    remedy = "wait until it has finished, or end it, and run the same command again"


class LedgerTooNew(LedgerError):
    """The ledger was written by a version of Marsad that this one does not know."""

    problem = "this ledger was written by a newer version of Marsad"
    remedy = "upgrade with `pip install --upgrade marsad`, or name another file with --ledger"


class LedgerDamaged(LedgerError):
    """The file is no database, not a ledger, or its pages do not hang together."""

    problem = "this ledger is damaged"
    remedy = (
        "put back a copy of the file, or move it away and read the reports again; "
        "`sqlite3 FILE .recover` may save what is left"
    )


class LedgerFull(LedgerError):
    """The disk is full, or does not take what is written to it."""

    problem = "the disk is full or refuses to be written to"
    remedy = "free some space and run the same command again: what was stored is kept"


class LedgerUnwritable(LedgerError):
    """The file, or the folder it lies in, is missing or may not be written."""

    problem = "this ledger may not be written"
    remedy = "check the permissions of the file and its folder, or name another file with --ledger"


class LedgerMissing(LedgerError):
    """There is no ledger in that place, and none was to be made."""

    problem = "there is no ledger here"
    remedy = "make one with `marsad read`, or name another file with --ledger"


class LedgerUnreachable(LedgerError):
    """The database server does not answer, or does not let us in."""

    problem = "the database server cannot be reached"
    remedy = "check the URL, the user and the password, and that the server is running"


class RecordRefused(ValueError):
    """A record not to be stored: its evidence is not what stands in the text, or a number is absurd."""


class AmbiguousReport(LookupError):
    """Several reports answer to a name; ``ids`` lists them."""

    def __init__(self, key: str, ids: tuple[str, ...]) -> None:
        self.key = key
        self.ids = ids
        super().__init__(f"{key} may be any of {len(ids)} reports: {', '.join(ids[:5])}; give the id")


class DecisionRefused(ValueError):
    """A decision on a record that there is not, or that sets a field to what it cannot be."""


class UnknownActor(DecisionRefused):
    """A name that no actor of the registry has; ``near`` are those that look like it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        self.name = name
        self.near = near
        super().__init__(
            f"{name}: the registry knows no such actor. Did you mean {'; '.join(near)}? Give the id, or say "
            "with --new that it is one that the registry lacks"
            if near
            else f"{name}: the registry knows no such actor, nor one of a like name; say with --new that it "
            "is one that the registry lacks"
        )


class SeveralActors(DecisionRefused):
    """A name of several actors; ``ids`` lists them with their names."""

    def __init__(self, name: str, ids: tuple[str, ...]) -> None:
        self.name = name
        self.ids = ids
        super().__init__(f"{name} may be several actors; give the id: {'; '.join(ids)}")


class NothingToDecide(DecisionRefused):
    """A decision that would change nothing: what it asks for is so already."""


class DecidedMeanwhile(DecisionRefused):
    """Others decided on a record since the reviewer looked at it; ``decisions`` are theirs, in order."""

    def __init__(self, record: str, decisions: tuple[Decision, ...]) -> None:
        self.record = record
        self.decisions = decisions
        who = ", ".join(dict.fromkeys(d.by for d in decisions)) or "somebody"
        super().__init__(f"{who} decided on {record[:9]} since you looked at it; look again, and decide then")


class NoSuchRecord(LookupError):
    """Nothing in the ledger, or more than one thing, answers to a key; ``ids`` lists what may be meant."""

    def __init__(self, key: str, ids: tuple[str, ...] = ()) -> None:
        self.key = key
        self.ids = ids
        super().__init__(
            f"{key} may be any of {', '.join(ids[:5])}; give more of the id"
            if ids
            else f"{key}: the ledger has no such event, incident, statement, report or decision"
        )
