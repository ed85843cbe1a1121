"""How to cite a statement: in words, as BibTeX, as CSL-JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kopri.site.base.wording import fuzzy_date
from kopri.site.record import wording
from kopri.site.record.models import Statement
from kopri.site.record.schemas import address_of

ESCAPES: Final = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CSL_TYPES: Final = {
    "interview": "interview",
    "news": "article-newspaper",
    "press_report": "article-newspaper",
    "opinion": "article-newspaper",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement as it is cited, on a day."""

    statement: Statement
    register: str
    on: date

    @property
    def publisher(self) -> str:
        """The publisher of the document; empty if none is known."""
        source = self.statement.document.source
        return str(source) if source else ""

    @property
    def address(self) -> str:
        """The permanent address."""
        return address_of("statement", self.statement.reference)

    def text(self) -> str:
        """In words."""
        document = self.statement.document
        words = {
            "publisher": self.publisher or _("publisher unknown"),
            "published": fuzzy_date(document.published) or _("no date"),
            "title": document.title,
            "quote": Truncator(" ".join(self.statement.quote.split())).chars(300).rstrip(". "),
            "reference": self.statement.reference,
            "register": self.register,
            "address": self.address,
            "day": fuzzy_date(self.on),
        }
        return (
            _(
                "%(publisher)s (%(published)s): “%(title)s”. Quoted: “%(quote)s”. "
                "Statement %(reference)s in the register of %(register)s, %(address)s, seen on %(day)s."
            )
            % words
        )

    def bibtex(self) -> str:
        """As an entry of BibTeX."""
        document = self.statement.document
        year, month = (document.published + "--").split("-")[:2]
        fields = {
            "author": f"{{{self.publisher.translate(ESCAPES)}}}" if self.publisher else "",
            "title": document.title.translate(ESCAPES),
            "year": year[:4],
            "month": MONTHS[int(month) - 1] if month.isdecimal() and 1 <= int(month) <= 12 else "",
            "howpublished": _("Statement %(reference)s in the register of %(register)s").translate(ESCAPES)
            % {"reference": self.statement.reference, "register": self.register.translate(ESCAPES)},
            "url": self.address,
            "urldate": self.on.isoformat(),
            "note": " ".join(self.statement.quote.split()).translate(ESCAPES),
        }
        lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items() if value]
        return f"@misc{{kopri-{self.statement.reference},\n" + ",\n".join(lines) + "\n}\n"

    def csl(self) -> dict[str, Any]:
        """As an item of CSL-JSON."""
        document = self.statement.document
        item: dict[str, Any] = {
            "id": f"kopri-{self.statement.reference}",
            "type": CSL_TYPES.get(document.kind, "document"),
            "title": document.title,
            "container-title": self.register,
            "number": self.statement.reference,
            "URL": self.address,
            "accessed": {"date-parts": [[self.on.year, self.on.month, self.on.day]]},
            "abstract": self.statement.quote,
            "note": wording.fact_text(self.statement),
        }
        if self.publisher:
            item["author"] = [{"literal": self.publisher}]
            item["publisher"] = self.publisher
        parts = [int(part) for part in document.published.split("-") if part.isdecimal()]
        if parts:
            item["issued"] = {"date-parts": [parts]}
        if document.language:
            item["language"] = document.language
        return item
