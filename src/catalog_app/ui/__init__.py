"""The window: panes, forms and what they are drawn with; Qt is seen here and in ``app`` only."""
