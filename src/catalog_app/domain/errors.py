"""The two families of errors: what a user can mend, and everything else, which is a bug."""


class UserError(Exception):
    """Something the user can understand and mend.

    The message is finished wording, already translated: what happened, what is safe, what to do.
    It is shown as it stands where the user is. Any other exception is a bug of the program.
    """


class Refused(UserError):
    """A verb was understood and not carried out, because it would break the catalogue."""


class NotFound(UserError):
    """A record, term, step, field or file that was named does not exist."""


class InvalidInput(UserError):
    """Values that cannot be stored as they stand.

    ``problems`` maps the key of each field concerned to the wording shown at that field.
    """

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(self.problems.values()))


class ReadOnly(UserError):
    """The catalogue is open for reading only: somebody else writes, or the medium is protected."""


class Interrupted(UserError):
    """Reading was stopped from another thread because nobody waits for the answer any more."""


class Damaged(UserError):
    """A file is not what it claims to be, or its contents cannot be trusted."""
