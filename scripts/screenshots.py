"""Makes the README's pictures: walks the sample story in Chromium (`make screenshots`) and keeps two of its pages."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
MOST = 1500  # pixels of a page; a document goes on for several screens
PICTURES = {"ben-comment": "document", "ana-desk": "room"}


def main() -> int:
    code = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "journey"], cwd=ROOT, check=False).returncode
    if code == 0:
        target = ROOT / "docs" / "screenshots"
        target.mkdir(parents=True, exist_ok=True)
        for page, name in PICTURES.items():
            with Image.open(ROOT / "var" / "journey" / f"{page}.png") as whole:
                whole.crop((0, 0, whole.width, min(whole.height, MOST))).save(target / f"{name}.png", optimize=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
