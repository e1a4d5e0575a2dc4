"""The list: which records there are, and which one is meant."""
