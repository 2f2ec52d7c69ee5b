"""Scenario needs against roster, training and norms."""
