"""What a catalogue is about, in the standard library only: no database, no files, no window."""
