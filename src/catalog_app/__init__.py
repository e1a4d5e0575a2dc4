"""Xenion: a catalogue of visits and gifts."""

__version__ = "0.1.0"
