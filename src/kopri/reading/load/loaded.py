"""What loading gives, and the error it raises."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file, as the reader sees it.

    `text` is the decoded file for plain text (nothing altered, line ends kept) and the extracted text for other formats.
    `published` is a publication date known from outside the text (file metadata, the desk), ISO, or None.
    """

    path: str
    text: str
    format: str
    title: str | None = None
    published: str | None = None


class UnreadableError(Exception):
    """A file that cannot be read.

    Attributes:
        path: the file.
        reason: what is wrong, in one sentence.
        advice: what would be right, or an empty string.
    """

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{path}: {reason}" + (f" {advice}" if advice else ""))
