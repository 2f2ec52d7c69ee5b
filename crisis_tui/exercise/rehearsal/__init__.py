"""Rehearsal: a scenario played on every branch, by the engine itself, without anybody. Pure."""
