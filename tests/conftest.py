"""What every test may count on: marks that mean something, and the browser found once."""
