"""The command line of scripts/translate."""

import argparse
import json
import sys
from pathlib import Path

from . import filling, generation, rules, taking
from .table import LANGUAGES, Origin, Table
from .texts import NAME, OPTION, TERM, TEXT, Texts, read_texts

_ORDER = (TERM, TEXT, NAME)


def main() -> None:
    """Run the command."""
    arguments = _arguments()
    texts = read_texts()
    match arguments.command:
        case "fill":
            for language in arguments.languages:
                filling.fill(language, texts)
            _share(texts)
        case "missing":
            _missing(texts, arguments.language, arguments.kind, arguments.limit)
        case "list":
            _list(texts, arguments.language)
        case "take":
            _take(texts, arguments.language, arguments.file, arguments.origin)
        case "write":
            _write(texts, arguments.languages)
        case "share":
            _share(texts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/translate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fill = commands.add_parser("fill", help="fill tables without a translator")
    fill.add_argument("languages", nargs="*", default=LANGUAGES)
    missing = commands.add_parser("missing", help="print texts to translate")
    missing.add_argument("language", choices=LANGUAGES)
    missing.add_argument("--kind", choices=(TERM, TEXT, NAME, OPTION))
    missing.add_argument("--limit", type=int)
    listing = commands.add_parser("list", help="print a table for a second reading")
    listing.add_argument("language", choices=LANGUAGES)
    take = commands.add_parser("take", help="take translations into the table")
    take.add_argument("language", choices=LANGUAGES)
    take.add_argument("file", type=Path)
    take.add_argument(
        "--origin",
        type=Origin,
        default=Origin.WRITTEN,
        choices=(Origin.WRITTEN, Origin.REVIEWED),
    )
    write = commands.add_parser("write", help="generate translations/*.json")
    write.add_argument("languages", nargs="*")
    commands.add_parser("share", help="print how much of each language is there")
    return parser.parse_args()


def _missing(texts: Texts, language: str, kind: str | None, limit: int | None) -> None:
    """Print the missing texts, each with where it is used in place of a translation."""
    table = Table(language, texts)
    missing = [s for s in table.missing if not rules.follows(s, table, texts)]
    if kind is not None:
        missing = [source for source in missing if texts.kind(source) == kind]
    missing.sort(key=lambda source: _order(texts.kind(source)))
    _print({taking.label(s): taking.use(s, texts) for s in missing[:limit]})
    print(f"{len(missing)} texts of {language} are missing", file=sys.stderr)


def _order(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _list(texts: Texts, language: str) -> None:
    """Print the translations for a second reading."""
    rows = Table(language, texts).rows
    ordered = sorted(rows, key=lambda source: _order(texts.kind(source)))
    _print({taking.label(source): rows[source].text for source in ordered})


def _print(texts: dict[str, str]) -> None:
    print(json.dumps(texts, indent=0, ensure_ascii=False))


def _take(texts: Texts, language: str, path: Path, origin: Origin) -> None:
    """Take a file of translations, and list what is refused."""
    written = json.loads(path.read_text(encoding="utf-8"))
    refused = taking.take(Table(language, texts), texts, written, origin)
    print(f"{language}: {len(written) - len(refused)} taken, {len(refused)} refused")
    for name, reasons in refused.items():
        print(f"- {name}: {'; '.join(reasons)}")
    sys.exit(bool(refused))


def _write(texts: Texts, languages: list[str]) -> None:
    incomplete = []
    for language in languages or LANGUAGES:
        table = Table(language, texts)
        rules.apply(table, texts)
        table.save()
        if table.missing and not generation.path_of(language).exists():
            incomplete.append(f"{language}: {len(table.missing)} texts are missing")
        else:
            generation.write(table, texts)
    print(*incomplete, sep="\n")
    sys.exit(bool(languages and incomplete))


def _share(texts: Texts) -> None:
    origins = list(Origin)
    print("| language | share |", " | ".join(origins), "| missing | to write |")
    print("| --- |", " ---: |" * (len(origins) + 3))
    for language in LANGUAGES:
        table = Table(language, texts)
        found = [row.origin for row in table.rows.values()]
        missing = table.missing
        write = sum(not rules.follows(source, table, texts) for source in missing)
        cells = (
            language,
            f"{generation.share(table, texts):.0%}",
            *(str(found.count(origin)) for origin in origins),
            str(len(missing)),
            str(write),
        )
        print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
