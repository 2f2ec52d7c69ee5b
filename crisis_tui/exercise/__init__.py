"""The event-sourced exercise engine."""
