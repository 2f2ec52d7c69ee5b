"""crisis-tui: exercise a crisis organisation in a terminal."""

__version__ = "0.1.0"
