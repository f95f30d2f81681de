"""What readers may do: use the register's content again, and report mistakes in it."""

from pathlib import Path

from tracker.settings.environment import VAR_DIR, flag, number, text

REGISTER_LICENCE = text("REGISTER_LICENCE", "Apache-2.0")
"""The licence of what the register says, as citations name it; by default that of the repository with its seeds."""
REGISTER_LICENCE_URL = text("REGISTER_LICENCE_URL", "https://www.apache.org/licenses/LICENSE-2.0")
REGISTER_URL = text("REGISTER_URL", "").rstrip("/")
"""Where the register is read, for example ``https://register.example``: what bulk files put before addresses."""
EXPORT_DIR = Path(text("EXPORT_DIR", str(VAR_DIR / "export")))
"""The folder that ``manage.py export`` writes and ``/data/`` serves."""

REPORTS_PER_HOUR = number("REPORTS_PER_HOUR", 6)
REPORTS_PER_DAY = number("REPORTS_PER_DAY", 20)
"""What one visitor may report before being told to wait (429); 0 is no limit."""
TRUSTED_PROXIES = 1 if flag("BEHIND_PROXY", default=False) else 0
"""How many of the last addresses in ``X-Forwarded-For`` our own proxies wrote."""
