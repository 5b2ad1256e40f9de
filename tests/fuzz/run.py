"""A border under the coverage-guided fuzzer, for as long as one likes.

python -m tests.fuzz.run TARGET --seconds 60     needs the extra `fuzz`

What breaks a promise is written to the folder `--into` names. Made as small as it can be and put
into `tests/fuzz/cases`, named after its target, it is tried in every test run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["core"]):
    from tests.fuzz.targets import BY_NAME, Target, cases

_LONGEST = 4096
"""Bytes; what breaks a promise is found with less, and small things are tried more often."""


def _dictionary(target: Target) -> str:
    words = (word.encode("utf-8", "surrogatepass") for word in target.words)
    return "".join('"{}"\n'.format("".join(f"\\x{byte:02x}" for byte in word)) for word in words)


def main() -> None:
    """Run until the time is over or a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run")
    parser.add_argument("target", choices=sorted(BY_NAME))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--into", type=Path, default=Path.cwd())
    asked = parser.parse_args()
    target = BY_NAME[asked.target]
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        known = [path.read_bytes() for path in cases(target)]
        for number, seed in enumerate((*target.seeds, *known)):
            (corpus / str(number)).write_bytes(seed)
        words = Path(place) / "words"
        words.write_text(_dictionary(target), encoding="ascii")
        atheris.Setup(
            [
                sys.argv[0],
                f"-max_total_time={asked.seconds}",
                f"-max_len={_LONGEST}",
                f"-dict={words}",
                f"-artifact_prefix={asked.into}/{target.name}-",
                "-print_final_stats=1",
                "-timeout=20",
                "-rss_limit_mb=4096",
                str(corpus),
            ],
            target.promise,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
