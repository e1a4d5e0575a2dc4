"""The error that says in words why a date cannot stand."""

from catalog_app.domain.errors import UserError


class DateError(UserError):
    """A date that no calendar has, that contradicts itself, or that was not understood."""
