"""Keeps comments with their text: where a passage of one revision stands in the next. Plain rules without Django.

Texts are Markdown source, spans are (start, end) in Unicode code points.
"""

from reviews.anchoring.mapping import EDITED, KEPT, MOVED, ORPHANED, Anchor, map_anchors, map_spans

__all__ = ["EDITED", "KEPT", "MOVED", "ORPHANED", "Anchor", "map_anchors", "map_spans"]
