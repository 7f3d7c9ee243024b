"""Keeps the message catalogues in step with the source: English holds the codes, Chinese the codes and every text."""

from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from scripts.message_codes import SOURCE, all_codes

METHODS = [("**.py", "python"), ("console/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
LINE = 120
HEADER = "# Rapport's sentences. New entries come by `make messages`; then fill them in by hand."


def wanted(*, texts: bool) -> Catalog:
    """What a catalogue should hold: codes, and where `texts` says so everything written in English in the source."""
    catalogue = Catalog(project="Rapport", copyright_holder="The Rapport authors")
    for code in all_codes():
        catalogue.add(code)
    if texts:
        options = {"console/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}
        for _, _, message, _, _ in extract_from_dir(SOURCE, METHODS, options, keywords=KEYWORDS):
            catalogue.add(message)
    return catalogue


def path_of(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Rapport", copyright_holder="The Rapport authors")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str, *, texts: bool) -> list[str]:
    """Write the catalogue anew; the messages it has no words for."""
    catalogue = read(language)
    catalogue.update(wanted(texts=texts), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.version = "1"
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    with path_of(language).open("wb") as file:
        write_po(file, catalogue, width=LINE, no_location=True, sort_output=True)
    return [str(message.id) for message in catalogue if message.id and not _has_words(message.string)]


def _has_words(said: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(said) if isinstance(said, tuple | list) else bool(said)


def main() -> None:
    for language, texts in (("en", False), ("zh_Hans", True)):
        open_ones = bring_up_to_date(language, texts=texts)
        print(f"{language}: {len(open_ones)} without words", *open_ones, sep="\n  ")  # noqa: T201


if __name__ == "__main__":
    main()
