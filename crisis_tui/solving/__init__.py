"""Relief rosters by OR-Tools CP-SAT, an optional extra: nothing else imports ortools."""
