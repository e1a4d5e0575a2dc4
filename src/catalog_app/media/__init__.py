"""Pixels and files: what comes in is checked here, kept for good in the vault, and shown small."""
