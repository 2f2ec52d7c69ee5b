"""Training records and their currency."""
