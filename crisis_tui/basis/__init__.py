"""What every room speaks: times, text, findings, norms."""
