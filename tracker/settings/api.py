"""The public API: read-only, no key, described by OpenAPI 3.1."""

from tracker.settings.environment import flag, number

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    # Whose address a request comes from: the connection's, or behind a proxy the last one that the proxy added.
    "NUM_PROXIES": 1 if flag("BEHIND_PROXY", default=False) else 0,
}
API_REQUESTS_PER_MINUTE = number("API_REQUESTS_PER_MINUTE", 6000)
"""What one address may ask a worker process in a minute before it is told to wait (429); 0 is no limit."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Bilateral Cooperation Tracker",
    "DESCRIPTION": "For any pair of partners and any day: what was in effect, what had lapsed, what comes next.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["agreements.api.schema.add_components", "programs.api.components.add_components"],
    # The schema is proved by tests; a deployment is not the place to find out what it does not describe yet.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
