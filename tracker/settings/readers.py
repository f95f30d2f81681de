"""What readers may do: use the register's content again, and report mistakes in it."""

from tracker.settings.environment import flag, number, text

REGISTER_LICENCE = text("REGISTER_LICENCE", "Apache-2.0")
"""The licence of what the register says, as citations name it; by default that of the repository with its seeds."""
REGISTER_LICENCE_URL = text("REGISTER_LICENCE_URL", "https://www.apache.org/licenses/LICENSE-2.0")

REPORTS_PER_HOUR = number("REPORTS_PER_HOUR", 6)
REPORTS_PER_DAY = number("REPORTS_PER_DAY", 20)
"""What one visitor may report before being told to wait (429); 0 is no limit."""
TRUSTED_PROXIES = 1 if flag("BEHIND_PROXY", default=False) else 0
"""How many of the last addresses in ``X-Forwarded-For`` our own proxies wrote."""
