"""The gate of an exercise: everybody who may not read its journal takes part through it."""
