"""Files in: YAML with positions, workspace discovery."""
