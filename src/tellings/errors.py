"""One tree of errors. Every message is lower case, names the subject and the way out."""

from __future__ import annotations


class TellingsError(Exception):
    """Base of everything Tellings raises on purpose.

    Rendered as `message: subject: cause (way out)`; parts that are empty are left out.
    """

    message = "something went wrong"

    def __init__(self, subject: str = "", *, cause: str = "", way_out: str = "") -> None:
        self.subject = subject
        self.cause = cause
        self.way_out = way_out
        super().__init__(subject, cause, way_out)

    def __str__(self) -> str:
        text = ": ".join(part for part in (self.message, self.subject, self.cause) if part)
        return f"{text} ({self.way_out})" if self.way_out else text


class ReadError(TellingsError):
    """An input could not be turned into a report."""

    message = "cannot read input"


class FetchError(ReadError):
    """An address could not be fetched."""

    message = "cannot read page"


class BlockedError(FetchError):
    """An address must not be fetched: robots.txt, a private address, a refusal by the site."""

    message = "not allowed to fetch page"


class DecodeError(ReadError):
    """Bytes are not text in any encoding that was recognised."""

    message = "cannot decode input"


class CleanError(TellingsError):
    """No report text was left after cleaning, or none could be extracted."""

    message = "no report text found"


class PackError(TellingsError):
    """A language pack is missing, malformed, or fails its own check."""

    message = "language pack is broken"


class EngineError(TellingsError):
    """A step's engine could not be loaded or returned what its contract forbids."""

    message = "engine failed"


class AnnotateError(TellingsError):
    """A report could not be annotated."""

    message = "cannot annotate report"


class CorrectionError(TellingsError):
    """A corrections file is malformed or names something that does not exist."""

    message = "cannot apply corrections"


class OutputError(TellingsError):
    """An output could not be written whole; nothing half-written is left behind."""

    message = "cannot write output"


class UsageError(TellingsError):
    """The call itself is off: an option's value, a missing extra."""

    message = "cannot do that"


class StoreError(TellingsError):
    """The store could not be opened, migrated, read or written."""

    message = "store failed"
