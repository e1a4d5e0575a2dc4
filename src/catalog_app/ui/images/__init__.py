"""Pictures seen large."""
