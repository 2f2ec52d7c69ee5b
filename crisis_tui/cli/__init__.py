"""One module per command, imported only when called."""
