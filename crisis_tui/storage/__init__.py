"""Journals and the registry of exercises."""
