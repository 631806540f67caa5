"""Fill a table without a translator."""

from pathlib import Path

from . import checks, home_assistant, locales, rules
from .table import Origin, Row, Table
from .texts import TABLES, Source, Texts


def fill(language: str, texts: Texts, folder: Path = TABLES) -> None:
    """Add what locale data, Home Assistant and rules say, and drop unused rows."""
    table = Table(language, texts, folder)
    counts: dict[Source, int] = {}
    for source in table.missing:
        if text := locales.translated(source, language, texts):
            table.rows[source] = Row(text, Origin.GLOSSARY)
        elif rules.is_made(source, table, texts):
            continue
        elif found := home_assistant.translated(source, language, texts):
            text, counts[source] = found
            if not any(checks.faults(source, text, texts.kind(source))):
                table.rows[source] = Row(text, Origin.HOME_ASSISTANT)
    _leave_out_equal(table, texts, counts)
    rules.apply(table, texts)
    table.save()


def _leave_out_equal(table: Table, texts: Texts, counts: dict[Source, int]) -> None:
    """Keep the more usual of two English texts that are the same in the language."""
    for _, first, second in list(checks.equal_texts(texts, table.rows)):
        new = [source for source in (first, second) if source in counts]
        if new and first in table.rows and second in table.rows:
            rarer = min(new, key=counts.__getitem__)
            del table.rows[rarer]
