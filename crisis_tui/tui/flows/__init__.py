"""What a controller does, step by step: questions, answers, commands. Nothing here draws."""
