"""Posts staffed in shifts: the rules, a plan by simple means, bounds by counting, and a check."""
