from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import SourceTooLarge, SourceUnreadable
from core.sources import files
from core.sources.files import (
    FailedFile,
    FoundFile,
    SkippedFile,
    find_files,
    from_stream,
    read_file,
)


def names(*paths: Path) -> list[str]:
    return [Path(f.source).name for f in find_files(list(map(str, paths))) if type(f) is FoundFile]


def refusals(kind: type[SkippedFile] | type[FailedFile], *paths: Path) -> dict[str, str]:
    found = [f for f in find_files(list(map(str, paths))) if isinstance(f, kind)]
    return {Path(f.refusal.source).name: f.refusal.reason for f in found}


def test_a_folder_gives_its_text_files_in_natural_order(tmp_path: Path) -> None:
    for name in ["b10.txt", "b9.txt", "A.md", "c.markdown", "d.text", "e.TXT"]:
        (tmp_path / name).write_text("x")
    (tmp_path / "b9a").mkdir()
    (tmp_path / "b9a" / "inner.txt").write_text("x")
    assert names(tmp_path) == [
        "A.md",
        "b9.txt",
        "inner.txt",
        "b10.txt",
        "c.markdown",
        "d.text",
        "e.TXT",
    ]


def test_a_found_file_knows_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Hafen")
    os.utime(file, ns=(5, 7))
    assert list(find_files([str(file)])) == [FoundFile(str(file), 5, 7)]


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert next(find_files(["./a.txt"])) == FoundFile(
        str(tmp_path / "a.txt"), 1, (tmp_path / "a.txt").stat().st_mtime_ns
    )


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("x")
    (tmp_path / "seen.txt").write_text("x")
    assert names(tmp_path) == ["seen.txt"]


def test_another_kind_of_file_in_a_folder_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("x")
    (tmp_path / "plain").write_text("x")
    assert refusals(SkippedFile, tmp_path) == {
        "photo.jpg": "no kind of file that is read, by its name (.jpg)",
        "plain": "no kind of file that is read, by its name (no suffix)",
    }


def test_a_named_file_may_be_called_anything(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("x")
    assert names(tmp_path / "report") == ["report"]


def test_a_missing_path_fails(tmp_path: Path) -> None:
    assert refusals(FailedFile, tmp_path / "gone.txt") == {"gone.txt": "does not exist"}


def test_an_impossible_name_fails(tmp_path: Path) -> None:
    assert list(refusals(FailedFile, tmp_path / "a\x00b").values()) == ["not a possible file name"]


def test_a_name_too_long_fails_with_the_reason_of_the_system(tmp_path: Path) -> None:
    assert list(refusals(FailedFile, tmp_path / ("a" * 300)).values()) == ["File name too long"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert refusals(SkippedFile, tmp_path) == {
        tmp_path.name: "nothing new that could be read in this folder"
    }


def test_each_real_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text("x")
    (tmp_path / "a.txt").symlink_to(tmp_path / "z.txt")
    os.link(tmp_path / "z.txt", tmp_path / "zz.txt")
    assert names(tmp_path, tmp_path / "z.txt", tmp_path) == ["z.txt"]


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.txt"]


def test_links_that_lead_nowhere_in_circles_or_out_are_skipped(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "away.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "nowhere.txt").symlink_to(inside / "gone.txt")
    (inside / "self.txt").symlink_to(inside / "self.txt")
    assert names(inside) == []
    assert refusals(SkippedFile, inside) == {
        "away.txt": "a link out of the folder",
        "folder": "a link out of the folder",
        "nowhere.txt": "does not exist",
        "self.txt": "a link that leads back to itself",
    }


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path / "link.txt") == ["link.txt"]


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusals(SkippedFile, tmp_path) == {"pipe.txt": "not a regular file"}
    assert refusals(FailedFile, tmp_path / "pipe.txt") == {"pipe.txt": "not a regular file"}
    with pytest.raises(SourceUnreadable, match="not a regular file"):
        read_file(FoundFile(str(tmp_path / "pipe.txt"), 0, 0))


def test_a_device_is_refused() -> None:
    assert refusals(FailedFile, Path("/dev/null")) == {"null": "not a regular file"}


def test_a_folder_that_cannot_be_read_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refusals(FailedFile, tmp_path) == {tmp_path.name: "no permission to read it"}


def test_the_bytes_of_a_file_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Hafen")
    (found,) = find_files([str(file)])
    assert isinstance(found, FoundFile)
    raw = read_file(found)
    assert (raw.source, raw.data, raw.size) == (str(file), b"Hafen", 5)
    assert raw.modified_ns == file.stat().st_mtime_ns


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="does not exist"):
        read_file(FoundFile(str(tmp_path / "gone.txt"), 1, 1))


def test_a_file_over_the_limit_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as hole:
        hole.truncate(files.LARGEST + 1)
    with pytest.raises(SourceTooLarge, match="20 MB"):
        read_file(FoundFile(str(file), 1, 1))


def test_a_file_that_grows_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"abcd")
    size_when_looked_at = os.stat_result([0o100644, 1, 1, 1, 0, 0, 3, 0, 0, 0])
    monkeypatch.setattr(files, "LARGEST", 3)
    monkeypatch.setattr(os, "fstat", lambda _: size_when_looked_at)
    with pytest.raises(SourceTooLarge):
        read_file(FoundFile(str(file), 3, 1))


def test_a_stream_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 3)
    with pytest.raises(SourceTooLarge):
        from_stream(b"abcd")


def test_a_stream_has_no_time() -> None:
    raw = from_stream(b"abc")
    assert (raw.source, raw.data, raw.modified_ns) == ("-", b"abc", None)
