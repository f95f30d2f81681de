"""The settings, by concern. Each module beside this one says what its values mean and which variables move them."""

from tracker.settings.accounts import *  # noqa: F403  (read by django-allauth under the names of its own choice)
from tracker.settings.api import API_REQUESTS_PER_MINUTE, REST_FRAMEWORK, SPECTACULAR_SETTINGS
from tracker.settings.database import DATABASES, DEFAULT_AUTO_FIELD
from tracker.settings.environment import BASE_DIR, DEBUG, VAR_DIR
from tracker.settings.imports import IMPORT_DAYS, IMPORT_MEGABYTES, IMPORT_ROWS
from tracker.settings.languages import (
    LANGUAGE_CODE,
    LANGUAGES,
    LOCALE_PATHS,
    REGISTER_TIME_ZONE,
    TIME_ZONE,
    USE_I18N,
    USE_TZ,
)
from tracker.settings.readers import (
    EXPORT_DIR,
    REGISTER_LICENCE,
    REGISTER_LICENCE_URL,
    REGISTER_URL,
    REPORTS_PER_DAY,
    REPORTS_PER_HOUR,
    TRUSTED_PROXIES,
)
from tracker.settings.security import *  # noqa: F403  (one setting may be absent: SECURE_PROXY_SSL_HEADER)
from tracker.settings.web import (
    APPEND_SLASH,
    DATA_UPLOAD_MAX_MEMORY_SIZE,
    DATA_UPLOAD_MAX_NUMBER_FIELDS,
    INSTALLED_APPS,
    LOGGING,
    MEDIA_ROOT,
    MIDDLEWARE,
    ROOT_URLCONF,
    STATIC_ROOT,
    STATIC_URL,
    STATICFILES_DIRS,
    STORAGES,
    TEMPLATES,
    WSGI_APPLICATION,
)
