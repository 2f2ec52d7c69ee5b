"""What screens show of an exercise: frozen read models made of data and translatable texts."""
