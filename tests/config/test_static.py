"""In production every script is loaded once, by its hashed name, whoever imports it."""

import re
from pathlib import Path

from django.core.management import call_command

from config.storage import HashedStaticFiles


def test_scripts_import_each_other_by_their_hashed_names(tmp_path: Path, settings: object) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.storage.HashedStaticFiles"}}  # type: ignore[attr-defined]
    call_command("collectstatic", "--noinput", verbosity=0)
    hashed = [path for path in (tmp_path / "js").glob("*.*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    assert len(hashed) > 5
    imports = [found for path in hashed for found in re.findall(r'from\s*"(\./[^"]+)"', path.read_text())]
    assert imports
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imports), imports
    assert HashedStaticFiles.support_js_module_import_aggregation
