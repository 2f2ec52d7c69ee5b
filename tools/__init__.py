"""What keeps the generated files of this repository in step with its source."""
