"""`lesart doctor`: what was found of every part, how grave it is, what was done or can be done."""

from __future__ import annotations

from argparse import Namespace

from core.cli.output import Answer
from core.library import Library
from core.library.checking import Finding, Severity
from core.locations import settings_file
from core.settings import SettingsFile
from core.text.clean import clean_line

_CONFIGURATION = 2


def answer(library: Library, arguments: Namespace) -> Answer:
    """Every finding, the settings last; what only they have wrong is wrong configuration."""
    findings = library.check()
    if arguments.mended is not None:
        findings = (arguments.mended, *findings)
    is_well = all(each.sound for each in findings)
    findings = (*findings, _settings(arguments.settings))
    width = max(len(each.what) for each in findings)
    return Answer(
        [
            {
                "what": each.what,
                "state": each.state,
                "severity": each.severity.value,
                "done": each.done,
                "advice": each.advice,
            }
            for each in findings
        ],
        "\n".join(f"{each.what:<{width}}  {clean_line(_told(each))}" for each in findings),
        found=all(each.sound for each in findings),
        failure=_CONFIGURATION if is_well else 1,
    )


def _settings(file: SettingsFile) -> Finding:
    if not file.problems:
        return Finding("settings", "sound")
    return Finding(
        "settings",
        "; ".join(map(str, file.problems)),
        Severity.PROBLEM,
        advice=f"edit {settings_file()}; until then this does not count",
    )


def _told(finding: Finding) -> str:
    begins = "" if finding.severity == Severity.FINE else f"{finding.severity}: "
    return begins + "; ".join(filter(None, (finding.state, finding.done, finding.advice)))
