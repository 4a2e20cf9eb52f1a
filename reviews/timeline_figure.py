"""The figure of the timeline as reviews show it: the rule of incidents, under a name of this app. A plain rule, without Django."""

from incidents.gaps import Gap, gaps
from incidents.timeline_figure import Figure, Mark, figure

__all__ = ["Figure", "Gap", "Mark", "figure", "gaps"]
