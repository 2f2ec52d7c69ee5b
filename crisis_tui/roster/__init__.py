"""Rosters: model, duties, coverage."""
