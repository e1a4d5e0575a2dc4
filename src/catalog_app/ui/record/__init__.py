"""The reading page of a record."""

from catalog_app.ui.record.page import RecordPage

__all__ = ["RecordPage"]
