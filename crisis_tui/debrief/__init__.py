"""What the journal of an exercise teaches."""
