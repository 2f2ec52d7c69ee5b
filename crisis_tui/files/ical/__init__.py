"""Duties from iCalendar files: what can be read counts, what cannot is told with its place."""
