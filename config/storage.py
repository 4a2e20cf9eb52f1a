"""Static files by their hashed names, also where one script imports another: else each module would run twice."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Django leaves `import` alone unless told; a page would load busy.js by its hashed and by its plain name.

    Only our own scripts: htmx mentions an import in its comments that no file answers to.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
