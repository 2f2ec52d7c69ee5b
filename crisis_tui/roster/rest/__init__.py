"""Rest and standby rules: norms are the rules, people's duties are counted against them."""
