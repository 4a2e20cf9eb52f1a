"""What no log may hold: the link of a survey, which is one person's. Django writes the path of every refused request."""

import logging
import re

LINK = re.compile(r"(/surveys/a/)[^/\s]+")


class NoSurveyLinks(logging.Filter):
    """Takes the secret out of the words of a record; the record itself stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if LINK.search(said):
            record.msg, record.args = LINK.sub(r"\1…", said), ()
        return True
