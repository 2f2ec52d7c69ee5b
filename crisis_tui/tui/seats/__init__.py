"""The screens of those who take part from a seat: each knows the exercise by its view alone."""
