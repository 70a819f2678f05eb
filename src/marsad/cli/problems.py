"""From exception to what the user sees: what is wrong, with which input, what to do; and the exit code."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.cli.exits import Exit


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong, told in a line."""

    message: str
    code: Exit


class CliError(Exception):
    """A problem that a command finds itself."""

    def __init__(self, message: str, code: Exit) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code


def problem_of(error: BaseException) -> Problem:
    """What to tell the user of ``error``; one that nobody foresaw is called a mistake of ours."""
    if isinstance(error, CliError):
        return Problem(error.message, error.code)
    code = _foreseen(error)
    if code is not None:
        return Problem(str(error), code)
    if isinstance(error, OSError) and error.filename:
        return Problem(f"{error.filename}: {error.strerror}; check the path and the disk", Exit.NOTHING)
    return Problem(
        f"a mistake of Marsad itself ({type(error).__name__}: {error}); "
        "please report it with what `marsad --debug ...` prints",
        Exit.INSTALLATION,
    )


def _foreseen(error: BaseException) -> Exit | None:
    """The exit code of an error whose own words tell what to do."""
    # Loaded here because only a command that fails needs to know all errors.
    from marsad.charts import ChartError  # noqa: PLC0415
    from marsad.engines.errors import EngineError, ExtraMissing, WorkerFailed, WorkerLost  # noqa: PLC0415
    from marsad.export.errors import ExportError, LibraryMissing, NotWritable  # noqa: PLC0415
    from marsad.knowledge.actors.registry import ActorFileError  # noqa: PLC0415
    from marsad.knowledge.frames import FrameFileError  # noqa: PLC0415
    from marsad.knowledge.gazetteer import GazetteerMissing  # noqa: PLC0415
    from marsad.knowledge.gazetteer.fetch import CannotAdd  # noqa: PLC0415
    from marsad.knowledge.gazetteer.regions import BadRegions  # noqa: PLC0415
    from marsad.ledger import BadSearch, TooManyPeriods  # noqa: PLC0415
    from marsad.ledger.errors import (  # noqa: PLC0415
        AmbiguousReport,
        DecisionRefused,
        LedgerError,
        NoSuchRecord,
        NothingToDecide,
    )
    from marsad.ledger.sharing import AccountRefused  # noqa: PLC0415
    from marsad.reading.network.weights import WeightsDamaged  # noqa: PLC0415
    from marsad.sieving import SieveDamaged  # noqa: PLC0415

    table: tuple[tuple[type[Exception], Exit], ...] = (
        (LedgerError, Exit.LEDGER),
        (ExtraMissing, Exit.INSTALLATION),
        (WorkerLost, Exit.INSTALLATION),
        (WorkerFailed, Exit.INSTALLATION),
        (EngineError, Exit.NOTHING),
        (AmbiguousReport, Exit.USAGE),
        (NothingToDecide, Exit.NOTHING),
        (DecisionRefused, Exit.USAGE),
        (AccountRefused, Exit.USAGE),
        (NoSuchRecord, Exit.NOTHING),
        (BadSearch, Exit.USAGE),
        (TooManyPeriods, Exit.USAGE),
        (ChartError, Exit.USAGE),
        (LibraryMissing, Exit.INSTALLATION),
        (NotWritable, Exit.NOTHING),
        (ExportError, Exit.USAGE),
        (ActorFileError, Exit.USAGE),
        (FrameFileError, Exit.USAGE),
        (BadRegions, Exit.USAGE),
        (CannotAdd, Exit.NOTHING),
        (GazetteerMissing, Exit.INSTALLATION),
        (WeightsDamaged, Exit.INSTALLATION),
        (SieveDamaged, Exit.INSTALLATION),
    )
    return next((code for kind, code in table if isinstance(error, kind)), None)
