"""Languages and time.

Days of the register are days in ``REGISTER_TIME_ZONE``; only ``agreements.asof`` reads the clock.
"""

from tracker.settings.environment import BASE_DIR

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True

USE_TZ = True
TIME_ZONE = "UTC"
REGISTER_TIME_ZONE = "UTC"
