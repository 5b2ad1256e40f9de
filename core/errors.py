"""Everything that can go wrong in a way the reader can do something about.

LesartError
├── UsageError                a wrong argument: exit code 2
├── ArticleNotFound           nothing, or more than one thing, answers to this name
├── StatementNotFound         the article has no statement of this number
├── FeedNotFound              nothing, or more than one feed, answers to this name
├── SourceError               a file or stream that cannot be read as an article
│   ├── SourceUnreadable      no permission, vanished, not a regular file
│   ├── SourceTooLarge        over the limit
│   ├── SourceNotText         binary data
│   ├── SourceEmpty           nothing but white space
│   ├── AddressRefused        an address that is not asked: no http, private, too many redirects
│   ├── SourceUnreachable     the network or the other side failed
│   └── AnswerRefused         what came back is not what was asked for
├── AnalysisError             the pipeline is missing or failed on one article
├── LibraryError              exit code 3
│   ├── LibraryDamaged        the database or the marks file is not readable as such
│   ├── LibraryLocked         another program holds it
│   └── LibraryTooNew         written by a later version
└── MarksReadOnly             another program may write the marks, this one may not

An error names what it concerns (`subject`) and what the reader can do (`advice`).
"""


class LesartError(Exception):
    """Something the reader can be told in one sentence."""

    def __init__(self, message: str, *, subject: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        """The file, article, statement or key it concerns."""
        self.advice = advice
        """What the reader can do about it; empty when there is nothing to do."""

    def __str__(self) -> str:
        head = f"{self.subject}: {self.message}" if self.subject else self.message
        return f"{head} ({self.advice})" if self.advice else head


class UsageError(LesartError):
    """An argument that cannot be understood."""


class ArticleNotFound(LesartError):
    """No article, or more than one, answers to this name."""


class StatementNotFound(LesartError):
    """The article has no statement of this number."""


class FeedNotFound(LesartError):
    """No feed, or more than one, answers to this name."""


class SourceError(LesartError):
    """One source that cannot become an article; the others are not affected."""


class SourceUnreadable(SourceError):
    """No permission, vanished, or not a regular file."""


class SourceTooLarge(SourceError):
    """Larger than the limit named in the message."""


class SourceNotText(SourceError):
    """Binary data where text was expected."""


class SourceEmpty(SourceError):
    """Nothing but white space."""


class AddressRefused(SourceError):
    """An address that is not asked: no http, not public, redirected too often."""


class SourceUnreachable(SourceError):
    """The network, or the server at the other end, failed."""


class AnswerRefused(SourceError):
    """The server answered with something that is not taken: an error, another encoding."""

    def __init__(
        self, message: str, *, subject: str = "", advice: str = "", status: int | None = None
    ) -> None:
        super().__init__(message, subject=subject, advice=advice)
        self.status = status
        """The number of the error the server reports; None when it reports none."""


class AnalysisError(LesartError):
    """The language pipeline is missing, or failed on one article."""


class LibraryError(LesartError):
    """The library as a whole cannot be used."""


class LibraryDamaged(LibraryError):
    """A file of the library cannot be read as what it should be."""


class LibraryLocked(LibraryError):
    """Another program holds the library."""


class LibraryTooNew(LibraryError):
    """Written by a later version of this program."""


class MarksReadOnly(LesartError):
    """The marks can be read but not changed here."""
