"""Makes the README's pictures: walks the sample story in Chromium (`make screenshots`) and keeps two of its pages."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"ben-comment": "document", "ana-desk": "room"}


def main() -> int:
    code = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "journey"], cwd=ROOT, check=False).returncode
    if code == 0:
        target = ROOT / "docs" / "screenshots"
        target.mkdir(parents=True, exist_ok=True)
        for page, name in PICTURES.items():
            shutil.copy(ROOT / "var" / "journey" / f"{page}.png", target / f"{name}.png")
    return code


if __name__ == "__main__":
    sys.exit(main())
