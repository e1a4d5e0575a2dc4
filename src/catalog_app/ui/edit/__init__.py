"""The form in which a record is typed: derived from the field declarations, kept as it is typed."""
