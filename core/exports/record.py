"""A dossier as plain data for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from core.exports.dossier import Dossier, column_name
from core.model import Claim, Conflict, Evidence, Mark, Speech, StatementId
from core.text.clean import clean_line

Record = Mapping[str, object]

# What JSON lets through and a terminal may act on: C1 controls, bidi controls, line separators.
_ACTIVE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_of(dossier: Dossier) -> str:
    """The dossier as JSON; equal dossiers make equal texts."""
    written = json.dumps(_Records(dossier).whole(), ensure_ascii=False, indent=2)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", written) + "\n"


class _Records:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._reports = {report.row.id: report for report in dossier.reports}
        self._texts = {each.id: each.text for r in dossier.reports for each in r.statements}

    def whole(self) -> Record:
        dossier = self._dossier
        return {
            "story": {"id": dossier.matrix.story.id, "title": dossier.matrix.story.title},
            "made": dossier.made,
            "reports": [
                {
                    "key": column_name(at),
                    "id": report.row.id,
                    "title": report.row.title,
                    "title_derived": report.row.title_derived,
                    "outlet": report.row.outlet,
                    "published": report.row.published,
                    "author": report.author,
                    "url": report.url,
                    "source": report.row.source,
                    "language": report.row.language,
                    "statements": [
                        {"id": str(each.id), "role": str(each.role), "text": each.text}
                        for each in report.statements
                    ],
                }
                for at, report in enumerate(dossier.reports)
            ],
            "copies": [
                {"articles": list(each.articles), "agency": each.agency}
                for each in dossier.matrix.copies
            ],
            "agreed": [self._claim(each) for each in dossier.agreed],
            "disputed": [self._claim(each) for each in dossier.disputed],
            "single_source": [self._claim(each) for each in dossier.single_source],
            "conflicts": [self._conflict(each) for each in dossier.conflicts],
            "speakers": self._speakers(),
            "timeline": [
                {
                    "date": entry.date,
                    "disputed": list(entry.disputed),
                    "sayings": [
                        {"words": saying.figure.text, "source": self._source(saying.statement.id)}
                        for saying in entry.sayings
                    ],
                }
                for entry in dossier.timeline
            ],
            "notes": [self._mark(each) for each in dossier.marks],
            "verdicts": [
                {
                    "verdict": each.words,
                    "here": self._source(each.here),
                    "there": self._source(each.there),
                }
                for each in dossier.judgements
            ],
        }

    def _source(self, statement: StatementId) -> Record:
        report = self._reports.get(statement.article)
        return {
            "id": str(statement),
            "key": self._dossier.key_of(statement),
            "text": self._texts.get(statement),
            "title": None if report is None else report.row.title,
            "outlet": None if report is None else report.row.outlet,
            "published": None if report is None else report.row.published,
        }

    def _claim(self, claim: Claim) -> Record:
        return {
            "number": claim.number,
            "text": claim.text,
            "source": self._source(claim.statement),
            "share_disputed": round(claim.disputed, 4),
            "witnesses": claim.witnesses,
            "wordings": [
                {
                    "article": cell.article,
                    "relation": None if cell.relation is None else str(cell.relation),
                    "words": cell.words,
                    "denied": cell.denied,
                    "certainty": str(cell.certainty),
                    "speaker": cell.speaker,
                    "copy_of": cell.copy_of,
                    "only_here": self._dossier.only.issuperset(cell.statements),
                    "sources": [self._source(each) for each in cell.statements],
                }
                for cell in claim.cells
            ],
        }

    def _conflict(self, conflict: Conflict) -> Record:
        return {
            "relation": str(conflict.related.relation),
            "score": round(conflict.related.score, 4),
            "here": {**self._source(conflict.here.id), "speaker": _speaker(conflict.here_speech)},
            "there": {
                **self._source(conflict.there.id),
                "speaker": _speaker(conflict.there_speech),
            },
            "evidence": [_evidence(each) for each in conflict.related.evidence],
        }

    def _speakers(self) -> list[Record]:
        said: dict[str, list[Record]] = {}
        for each in self._dossier.utterances:
            source = self._source(each.speech.statement)
            said.setdefault(each.speaker, []).append(
                {"kind": str(each.speech.kind), "source": source}
            )
        return [{"speaker": speaker, "said": found} for speaker, found in said.items()]

    def _mark(self, mark: Mark) -> Record:
        return {
            "kind": str(mark.kind),
            "text": mark.text,
            "tags": list(mark.tags),
            "quote": clean_line(mark.anchor.quote),
            "orphan": mark.orphan,
            "source": self._source(StatementId(mark.anchor.article, mark.anchor.statement)),
        }


def _speaker(speech: Speech | None) -> str | None:
    return None if speech is None else speech.speaker


def _evidence(evidence: Evidence) -> Record:
    return {
        "kind": str(evidence.kind),
        "here": evidence.here,
        "there": evidence.there,
        "shared": evidence.shared,
    }
