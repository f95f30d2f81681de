"""Agreements: the rules, the working records, the door and the public register."""
