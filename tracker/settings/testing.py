"""The settings of the test run: the same, on a throw-away server unless ``DATABASE_URL`` names one.

The folder is named once in the environment, so that the workers of one run share one server and two runs never do.
"""

import os
import secrets
import tempfile
from pathlib import Path

from tracker.settings import *  # noqa: F403
from tracker.settings.database import DATABASES, EMBEDDED_ENGINE
from tracker.settings.web import STORAGES

_FOLDER = "TRACKER_TEST_FOLDER"

if DATABASES["default"]["ENGINE"] == EMBEDDED_ENGINE:
    os.environ.setdefault(_FOLDER, str(Path(tempfile.gettempdir()) / f"tracker-test-{secrets.token_hex(6)}"))
    DATABASES["default"]["EMBEDDED"] = {"folder": Path(os.environ[_FOLDER]), "throwaway": True}
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
SECURE_SSL_REDIRECT = False
EXPORT_DIR = Path(tempfile.gettempdir()) / "tracker-test-without-export"
