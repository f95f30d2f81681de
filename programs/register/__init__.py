"""The public side of programmes: their entries and what reads them."""
