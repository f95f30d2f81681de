"""How static files are kept: under names that carry their contents, so that a reader's copy is good for ever.

Modules that scripts import are named so too, by a switch that Django leaves off; without it they would be asked for
again with every page.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files compressed and named by their contents, the modules that scripts import included."""

    support_js_module_import_aggregation = True
