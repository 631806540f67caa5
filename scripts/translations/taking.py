"""Take what a translator wrote into the table of a language."""

from collections.abc import Mapping

from . import checks, rules
from .table import Origin, Row, Table
from .texts import TERM, Source, Texts

# between a text and its context in the files of translators
_SEPARATOR = "|"


def label(source: Source) -> str:
    """Return the name of a text in the files of translators."""
    return _SEPARATOR.join(source) if source.context else source.english


def use(source: Source, texts: Texts) -> str:
    """Return where a text is used, or what a term means."""
    if source.context == TERM:
        return texts.terms[source.english]
    return ".".join(texts.uses[source][0]).removeprefix("entity.")


def take(
    table: Table, texts: Texts, written: Mapping[str, str], origin: Origin
) -> dict[str, list[str]]:
    """Take the translations that are right; return what is wrong with the others."""
    sources = {label(source): source for source in texts.uses}
    old = dict(table.rows)
    refused: dict[str, list[str]] = {}
    for name, text in written.items():
        source = sources.get(name)
        if source is None:
            refused[name] = ["is no text of the integration"]
            continue
        wrong = list(checks.faults(source, text, texts.kind(source)))
        if text == use(source, texts):
            wrong.append("is not translated")
        if wrong:
            refused[name] = wrong
        elif source not in old or old[source].text != text:
            table.rows[source] = Row(text, origin)
    _refuse_equal(table, texts, old, refused)
    _renew_made(table, texts)
    table.save()
    return refused


def _refuse_equal(
    table: Table,
    texts: Texts,
    old: Mapping[Source, Row],
    refused: dict[str, list[str]],
) -> None:
    """Take back translations that make two options or names the same."""
    for group, *pair in list(checks.equal_texts(texts, table.rows)):
        for source, other in (pair, pair[::-1]):
            if table.rows.get(source) != old.get(source):
                reasons = refused.setdefault(label(source), [])
                reason = f"is the same as {label(other)!r}, see {group}"
                if not any(label(other) in known for known in reasons):
                    reasons.append(reason)
    for name in refused:
        for source in (s for s in texts.by_english[name.split(_SEPARATOR)[0]]):
            if label(source) == name:
                table.rows.pop(source, None)
                if source in old:
                    table.rows[source] = old[source]


def _renew_made(table: Table, texts: Texts) -> None:
    """Make anew what is made of texts that may have changed."""
    for source, row in list(table.rows.items()):
        if row.origin == Origin.GLOSSARY and rules.is_made(source, table, texts):
            del table.rows[source]
    rules.apply(table, texts)
