"""Scenarios: model, resolving, checks."""
