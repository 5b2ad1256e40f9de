"""Many strings in a few arrays, found by their number and the other way round."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Units = npt.NDArray[np.uint16]
Hashes = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]

KEY_LETTERS = 12
"""How many letters of a string its key tells."""
_LETTER_BITS = 5
_ALPHABET = 26
_OTHER_LETTER = _ALPHABET + 1
_CODES = np.full(1 << 16, _OTHER_LETTER, dtype=np.uint64)
_CODES[ord("a") : ord("z") + 1] = np.arange(1, _OTHER_LETTER, dtype=np.uint64)
_CODES[ord(" ")] = 0  # it fills up what is shorter
_SHIFTS = np.arange(KEY_LETTERS - 1, -1, -1, dtype=np.uint64) * np.uint64(_LETTER_BITS)


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Strings numbered from 0, as UTF-16 with a blank before, between and after them."""

    text: Units
    starts: Ints
    """By number; and where a string after the last would start."""
    hashes: Hashes
    table: Ints
    """Numbers by hash, open addressing; -1 where there is none."""

    @classmethod
    def of(
        cls, listed: Sequence[str], marks: Sequence[int] = (), *, hashes: Hashes | None = None
    ) -> Strings:
        """Strings in order; `marks` tell apart strings of the same letters.

        Their hashes may be given where they are known.
        """
        blob = f" {' '.join(listed)} " if listed else " "
        coded = _coded(blob)
        if len(coded) == 2 * len(blob):
            lengths = [len(each) for each in listed]
        else:
            lengths = [len(_coded(each)) // 2 for each in listed]
        starts = np.ones(len(listed) + 1, dtype=np.int32)
        starts[1:] += np.cumsum(np.array(lengths, dtype=np.int32) + 1, dtype=np.int32)
        if hashes is None:
            hashes = hashes_of(listed, marks)
        return cls(np.frombuffer(coded, dtype=np.uint16), starts, hashes, _table(hashes))

    @classmethod
    def joined(cls, several: Sequence[Strings]) -> Strings:
        """Those of one after those of another."""
        if len(several) == 1:
            return several[0]
        text = np.concatenate([several[0].text, *(each.text[1:] for each in several[1:])])
        shifts = np.cumsum([0, *(len(each.text) - 1 for each in several)])
        starts = [each.starts[:-1] + shift for each, shift in zip(several, shifts, strict=False)]
        starts.append(np.array([len(text)]))
        hashes = np.concatenate([each.hashes for each in several])
        return cls(text, np.concatenate(starts).astype(np.int32), hashes, _table(hashes))

    def taken(self, numbers: Numbers) -> Strings:
        """Some of the strings, numbered anew."""
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        first = np.ones(len(numbers) + 1, dtype=np.int32)
        first[1:] += np.cumsum(lengths, dtype=np.int32)
        text = np.concatenate([self.text[:1], self._units(numbers)])
        hashes = self.hashes[numbers]
        return Strings(text, first, hashes, _table(hashes))

    def several(self, numbers: Numbers) -> list[str]:
        """Some of the strings, none of which holds a blank."""
        text = self._units(numbers).tobytes().decode("utf-16-le", "surrogatepass")
        return text.split(" ")[:-1]

    def _units(self, numbers: Numbers) -> Units:
        """The letters of some strings, each with the blank after it."""
        starts = self.starts[numbers].astype(np.int64)
        lengths = self.starts[numbers + 1] - starts
        shifts = starts - (np.cumsum(lengths) - lengths)
        units: Units = self.text[np.repeat(shifts, lengths) + np.arange(lengths.sum())]
        return units

    def __len__(self) -> int:
        return len(self.hashes)

    def __getitem__(self, number: int) -> str:
        start, end = self.starts.item(number), self.starts.item(number + 1) - 1
        return self.text[start:end].tobytes().decode("utf-16-le", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def numbers_of(self, text: str, mark: int = 0) -> list[int]:
        """All numbers of a string under a mark."""
        # Of one text under two marks the checksums always differ.
        return self._numbers_of(text, hash_of(text, mark))

    def _numbers_of(self, text: str, hashed: int) -> list[int]:
        last = len(self.table) - 1
        at = hashed & last
        found = []
        while (number := self.table.item(at)) >= 0:
            if self.hashes.item(number) == hashed and self[number] == text:
                found.append(number)
            at = (at + 1) & last
        return found

    def numbers(self, texts: Sequence[str], hashes: Hashes) -> Ints:
        """The numbers of several strings, none of which holds a blank; -1 where one is not here."""
        found = np.full(len(texts), -1, dtype=np.int32)
        last = len(self.table) - 1
        waiting = np.arange(len(texts) if len(self) else 0)
        at = (hashes & np.uint32(last)).astype(np.int64)
        while len(waiting):
            numbers = self.table[at]
            taken = numbers >= 0
            same = taken & (self.hashes[numbers] == hashes[waiting])
            found[waiting[same]] = numbers[same]
            left = np.flatnonzero(taken & ~same)
            waiting, at = waiting[left], (at[left] + 1) & last
        known = np.flatnonzero(found >= 0)
        there = self.several(found[known].astype(np.int64))
        for place, text in zip(known.tolist(), there, strict=True):
            if text != texts[place]:  # another string of the same hash
                others = self._numbers_of(texts[place], hashes.item(place))
                found[place] = others[0] if others else -1
        return found

    def number(self, text: str, mark: int = 0) -> int | None:
        """The number of a string under a mark, None when it is not here."""
        found = self.numbers_of(text, mark)
        return found[0] if found else None


def hash_of(text: str, mark: int = 0) -> int:
    """A number that tells most strings apart, the same in every run."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"), mark)


def hashes_of(texts: Sequence[str], marks: Sequence[int] = ()) -> Hashes:
    """The hashes of several strings, under marks where there are any."""
    hashed = map(hash_of, texts, marks or [0] * len(texts))
    return np.fromiter(hashed, dtype=np.uint32, count=len(texts))


def _coded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _table(hashes: Hashes) -> Ints:
    size = 1 << max(3, (2 * len(hashes)).bit_length())
    # In the order of their places, each takes its own or the next one that is free.
    keys = np.sort((hashes & np.uint32(size - 1)).astype(np.int64) << 32 | np.arange(len(hashes)))
    steps = np.arange(len(keys))
    at = np.maximum.accumulate((keys >> 32) - steps) + steps
    numbers = (keys & 0xFFFFFFFF).astype(np.int32)
    table = np.full(size, -1, dtype=np.int32)
    inside = int(np.searchsorted(at, size))
    table[at[:inside]] = numbers[:inside]
    if inside < len(at):  # behind the end the beginning follows
        table[np.flatnonzero(table < 0)[: len(at) - inside]] = numbers[inside:]
    return table


def keys_of(strings: Strings, numbers: Ints, *, reverse: bool = False) -> Keys:
    """By string its first letters as a number that sorts as they do; or its last, from behind."""
    starts, ends = strings.starts[numbers], strings.starts[numbers + 1] - 1
    keys = np.zeros(len(numbers), dtype=np.uint64)
    for letter in range(KEY_LETTERS):
        # Before the first letter and after the last is a blank.
        at = np.maximum(ends - letter, starts) - 1 if reverse else np.minimum(starts + letter, ends)
        keys = (keys << np.uint64(_LETTER_BITS)) | _CODES[strings.text[at]]
    return keys


def letter_keys(texts: Sequence[str]) -> Keys:
    """By text its first letters as a number that sorts as they do; the texts hold no blank."""
    shown = "".join([text[:KEY_LETTERS].ljust(KEY_LETTERS) for text in texts])
    units = np.frombuffer(shown.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _CODES[np.minimum(units, len(_CODES) - 1)].reshape(-1, KEY_LETTERS)
    keys: Keys = (codes << _SHIFTS).sum(axis=1, dtype=np.uint64)
    return keys


def key_ranges(keys: Keys, sizes: Numbers) -> Keys:
    """Of some keys the lowest of strings that begin with so many of the letters.

    And beside it the lowest above all of these.
    """
    missing = (_LETTER_BITS * np.maximum(KEY_LETTERS - sizes, 0)).astype(np.uint64)
    steps = np.uint64(1) << missing
    lowest = keys & ~(steps - np.uint64(1))
    return np.stack([lowest, lowest + steps], axis=1)


def is_plain(letters: str) -> bool:
    """Whether keys tell each of these letters from all others."""
    return letters.isascii() and letters.isalpha() and letters.islower()
