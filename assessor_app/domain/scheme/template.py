"""What the owner of a mark changes in its documents, by files and without code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessor_app.domain.words.passages import same_language


@dataclass(frozen=True, slots=True)
class Template:
    """logo: content of a PNG or JPEG, b"" for none, and the name of its file; check_at: where anybody can look up a
    certificate, "" for nowhere; colours: "#RRGGBB" by token of `domain.paper_colours`; sections: ids of the report's
    sections in the owner's order, () for the edition's; texts: by language, then by key of the fixed words."""

    logo: bytes = b""
    logo_name: str = ""
    check_at: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def texts_in(self, language: str) -> Mapping[str, str]:
        """The owner's fixed words in a language, by key; those of "en" are those of "en-GB" too."""
        near = next((each for each in self.texts if same_language(each, language)), language)
        return self.texts.get(language) or self.texts.get(near, {})


PLAIN = Template()
"""Of a mark whose owner changes nothing."""
