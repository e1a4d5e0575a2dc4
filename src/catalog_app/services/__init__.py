"""What a user can do: one function a verb, each one step of the journal, without any window."""
