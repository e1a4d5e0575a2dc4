"""What the window is drawn with: colours, type, icons, measures and the small widgets."""
