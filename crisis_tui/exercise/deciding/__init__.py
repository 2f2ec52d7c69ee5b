"""The judgement of each command, by topic; `decide` chooses the function."""
