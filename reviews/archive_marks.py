"""Sources that a report's text names by number ("#from-question-12"), so that they mean the same in another installation. A plain rule.

In an archive they count from 1 in the list that they are about; 0 is one that is no longer there.
"""

import re
from collections.abc import Mapping, Sequence

_MARK = re.compile(r"#from-(note|question|point|follow_up)-(\d{1,12})(?!\d)")
Numbers = Mapping[str, Sequence[int]]


def taken_out(text: str, keys: Numbers) -> str:
    """From keys of here to places in the archive. `keys`: by kind, those of the archive's list in its order."""
    places = {kind: {key: place for place, key in enumerate(rows, 1)} for kind, rows in keys.items()}
    return _MARK.sub(lambda found: f"#from-{found[1]}-{places.get(found[1], {}).get(int(found[2]), 0)}", text)


def brought_in(text: str, keys: Numbers) -> str:
    """From places in the archive to keys of here."""

    def key(found: re.Match[str]) -> str:
        rows, place = keys.get(found[1], ()), int(found[2])
        return f"#from-{found[1]}-{rows[place - 1] if 0 < place <= len(rows) else 0}"

    return _MARK.sub(key, text)
