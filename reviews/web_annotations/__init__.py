"""Comments of a document as W3C Web Annotations, written and read. Plain rules: dicts of parsed JSON-LD in and out.

Follows the Web Annotation Data Model (W3C Recommendation, 23 February 2017). What the model has no word for stands
under the prefix `debrief:`. Positions are Unicode code points of the Markdown source, as the model counts them.
"""

from reviews.web_annotations.placing import Quote, place
from reviews.web_annotations.reading import Found, NotComments, Problem, Reading, read
from reviews.web_annotations.writing import CONTEXT, MEDIA_TYPE, Conversation, Place, Remark, collection

__all__ = [
    "CONTEXT",
    "MEDIA_TYPE",
    "Conversation",
    "Found",
    "NotComments",
    "Place",
    "Problem",
    "Quote",
    "Reading",
    "Remark",
    "collection",
    "place",
    "read",
]
