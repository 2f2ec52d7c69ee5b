"""Is this machine fit for an exercise: what `doctor` looks at, one subject per module."""
