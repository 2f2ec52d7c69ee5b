"""What the screens are told: the program's answers as the screens' read models."""
