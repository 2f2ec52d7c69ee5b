"""The seats in lines: for pipes, thin lines and screen readers."""
