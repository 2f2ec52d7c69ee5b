"""Who takes part from which chair, what they may see and what they may do. Pure."""
