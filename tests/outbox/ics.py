"""A second, small reader of iCalendar (RFC 5545), so that the library that writes the entries does not judge itself."""

import re
from dataclasses import dataclass, field


@dataclass
class Line:
    value: str
    parameters: dict[str, str]


@dataclass
class Part:
    name: str
    lines: dict[str, Line] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.lines[name].value

    def all(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(.*)', re.S)
PARAMETER = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^;:"]*))')


def read(text: str) -> Part:
    """The VCALENDAR; fails on what RFC 5545 forbids: bare line feeds, lines over 75 bytes, parts that do not close."""
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    stack = [Part("")]
    for line in text.replace("\r\n ", "").strip().split("\r\n"):
        match = LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            stack.append(Part(value))
        elif name == "END":
            part = stack.pop()
            assert part.name == value
            stack[-1].parts.append(part)
        else:
            found = {key: quoted or plain for key, quoted, plain in PARAMETER.findall(parameters)}
            stack[-1].lines[name] = Line(unescaped(value), found)
    assert len(stack) == 1
    [calendar] = stack[0].parts
    return calendar


def unescaped(value: str) -> str:
    return re.sub(r"\\([nN,;\\])", lambda match: "\n" if match[1] in "nN" else match[1], value)
