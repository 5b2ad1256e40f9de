"""`lesart feeds`: subscriptions, and what is new in them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from core.cli.files import keep
from core.cli.output import Answer, Paint, Record
from core.cli.progress import finish, narrate
from core.errors import FeedNotFound, LesartError, SourceError, UsageError
from core.library import FeedUpdated, Library
from core.model import FeedId, FeedOffer, FeedStatus, FeedUpdate, FullText, Refusal, Subscription
from core.text.clean import clean_line

_LONGEST_LIST = 10_000_001
"""Bytes that are read of a list: one more than may be taken in."""


def feeds(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Do what `feeds` is told to."""
    return _COMMANDS[arguments.feeds](library, arguments, paint)


def _add(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Subscribe to what stands under addresses, and take in what is in it."""
    known = {each.id for each in library.feeds.subscriptions()}
    added: list[FeedId] = []
    unchanged: list[FeedId] = []
    failed: list[Refusal] = []
    offered: list[tuple[str, Sequence[FeedOffer]]] = []
    for address in dict.fromkeys(arguments.address):
        try:
            made = _subscribed(library, address, arguments, offered)
        except (SourceError, UsageError) as error:
            failed.append(Refusal(address, _reason(error)))
            continue
        if made is not None:
            (unchanged if made.id in known | {*added} else added).append(made.id)
    updates = list(_updates(library, added)) if added else []
    finish(library)
    of_id = {each.subscription.id: each for each in library.feeds.statuses()}
    failed += [Refusal(address, _OFFERED) for address, _ in offered]
    failed += [Refusal(each.title, each.failure) for each in updates if each.failure]
    lines = [
        *_counts(("added", len(added)), ("unchanged", len(unchanged))),
        *(line for each in [*added, *unchanged] for line in _status_lines(of_id[each], paint)),
        *_refusals(failed),
        *(f"        {_shown(each)}" for _, offers in offered for each in offers),
    ]
    whole: Record = {
        "added": [_status(of_id[each]) for each in added],
        "unchanged": [_status(of_id[each]) for each in unchanged],
        "failed": [_refusal(each) for each in failed],
        "offered": [
            {"address": each.address, "title": each.title}
            for _, offers in offered
            for each in offers
        ],
        "updates": [_update_record(each) for each in updates],
    }
    taken = [_status(of_id[each]) for each in [*added, *unchanged]]
    return Answer(taken, "\n".join(lines), whole=whole, found=not failed)


_OFFERED = "this page names several feeds; add one of them"


def _subscribed(
    library: Library,
    address: str,
    arguments: Namespace,
    offered: list[tuple[str, Sequence[FeedOffer]]],
) -> Subscription | None:
    """The subscription to an address; None when there are several feeds, which are noted."""
    offers = library.feeds.look(address)
    if len(offers) > 1:
        offered.append((address, offers))
        return None
    return library.feeds.subscribe(
        offers[0].address,
        name=arguments.name or "",
        group=arguments.group or "",
        full_text=FullText(arguments.full_text or FullText.WANTED),
        typed=offers[0].typed,
    )


def _list(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Every feed, groups together."""
    found = library.feeds.statuses()
    lines: list[str] = []
    group = ""
    for each in found:
        if each.subscription.group != group:
            group = each.subscription.group
            lines.append(paint("title", clean_line(group)))
        lines += _status_lines(each, paint)
    if not found:
        _say("no feeds yet; lesart feeds add ADDRESS subscribes to one")
    return Answer([_status(each) for each in found], "\n".join(lines), found=bool(found))


def _update(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Take in what is new in all feeds, or in those that are named."""
    wanted: list[FeedId] = []
    unknown = False
    for reference in arguments.feed:
        try:
            wanted.append(library.feeds.resolve(reference).id)
        except FeedNotFound as error:
            _say(str(error))
            unknown = True
    found: list[FeedUpdate] = []
    if wanted or not arguments.feed:
        found = list(_updates(library, list(dict.fromkeys(wanted)) or None))
        finish(library)
        if not found:
            _say("no feeds yet; lesart feeds add ADDRESS subscribes to one")
    failed = [Refusal(each.title, each.failure) for each in found if each.failure]
    failed += [
        Refusal(f"{each.title}: {entry}", reason) for each in found for entry, reason in each.failed
    ]
    lines = [f"{_news(each):<24}  {clean_line(each.title)}" for each in found if not each.failure]
    lines += [
        clean_line(f"{each.title}: {each.left} more entries are left out")
        for each in found
        if each.left
    ]
    lines += _refusals(failed)
    return Answer(
        [_update_record(each) for each in found],
        "\n".join(lines),
        found=bool(found) and not failed and not unknown,
    )


def _remove(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Unsubscribe; nothing is removed when one of the names is wrong."""
    wanted = {library.feeds.resolve(each).id for each in arguments.feed}
    gone = [each for each in library.feeds.statuses() if each.subscription.id in wanted]
    for each in gone:
        library.feeds.unsubscribe(each.subscription.id)
    lines = [clean_line(f"removed: {each.title}; its articles stay") for each in gone]
    return Answer([_status(each) for each in gone], "\n".join(lines))


def _change(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Call a feed otherwise, move it to a group, or say when pages are fetched."""
    if arguments.name is arguments.group is arguments.full_text is None:
        raise UsageError(
            "say what to change", subject="feeds change", advice="--name, --group or --full-text"
        )
    feed = library.feeds.resolve(arguments.feed).id
    if arguments.name is not None:
        library.feeds.rename(feed, arguments.name)
    if arguments.group is not None:
        library.feeds.move(feed, arguments.group)
    if arguments.full_text is not None:
        library.feeds.set_full_text(feed, FullText(arguments.full_text))
    now = next(each for each in library.feeds.statuses() if each.subscription.id == feed)
    return Answer([_status(now)], "\n".join(_status_lines(now, paint)))


def _import(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Subscribe to the feeds of a list."""
    data, name = _read(arguments.file)
    report = library.feeds.read_list(data, name)
    of_id = {each.subscription.id: each for each in library.feeds.statuses()}
    failed = [Refusal(source or name, reason) for source, reason in report.refused]
    added = [_status(of_id[each.id]) for each in report.added]
    unchanged = [_status(of_id[each.id]) for each in report.known]
    lines = [
        *_counts(("added", len(added)), ("unchanged", len(unchanged))),
        *(line for each in report.added for line in _status_lines(of_id[each.id], paint)),
        *_refusals(failed),
    ]
    if report.added:
        _say("lesart feeds update takes in what is in them")
    whole: Record = {
        "added": added,
        "unchanged": unchanged,
        "failed": [_refusal(each) for each in failed],
    }
    taken = [*added, *unchanged]
    return Answer(taken, "\n".join(lines), whole=whole, found=bool(taken) and not failed)


def _read(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(_LONGEST_LIST), "standard input"
    try:
        with Path(file).open("rb") as stream:
            return stream.read(_LONGEST_LIST), file
    except OSError as error:
        raise LesartError(f"cannot be read: {error.strerror}", subject=file) from error


def _export(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """The feeds as a list for other readers."""
    page = library.feeds.written_list().decode()
    if arguments.file == "-":
        return Answer([], "", document=page)
    path = Path(arguments.file)
    keep(path, page, force=arguments.force, advice="choose another FILE")
    _say(f"wrote {path.name!r}")
    return Answer([], "")


_COMMANDS: Mapping[str, Callable[[Library, Namespace, Paint], Answer]] = {
    "add": _add,
    "list": _list,
    "update": _update,
    "remove": _remove,
    "change": _change,
    "import": _import,
    "export": _export,
}


def _updates(library: Library, wanted: Sequence[FeedId] | None) -> Iterator[FeedUpdate]:
    """What each feed brought, telling how far it is."""
    for event in library.feeds.update(wanted):
        if isinstance(event, FeedUpdated):
            yield event.update
        else:
            narrate(event)


# --- as JSON --------------------------------------------------------------------------------------


def _status(shown: FeedStatus) -> Record:
    subscription = shown.subscription
    return {
        "id": subscription.id,
        "title": shown.title,
        "address": subscription.address,
        "group": subscription.group,
        "full_text": str(subscription.full_text),
        "home": shown.home,
        "checked": shown.checked,
        "failure": shown.failure,
        "flaw": shown.flaw,
        "articles": shown.articles,
        "unread": shown.unread,
    }


def _update_record(shown: FeedUpdate) -> Record:
    return {
        "id": shown.feed,
        "title": shown.title,
        "added": list(shown.added),
        "updated": list(shown.updated),
        "known": shown.known,
        "left": shown.left,
        "failed": [{"source": source, "reason": reason} for source, reason in shown.failed],
        "failure": shown.failure,
        "unchanged": shown.unchanged,
    }


def _refusal(shown: Refusal) -> Record:
    return {"source": shown.source, "reason": shown.reason}


# --- as text --------------------------------------------------------------------------------------


def _status_lines(shown: FeedStatus, paint: Paint) -> Iterator[str]:
    subscription = shown.subscription
    facts = [f"{shown.articles} article" if shown.articles == 1 else f"{shown.articles} articles"]
    if subscription.full_text is not FullText.WANTED:
        facts.append(f"full text {subscription.full_text}")
    checked = shown.checked[:16].replace("T", " ") if shown.checked else None
    facts.append(f"checked {checked}" if checked else "not asked yet")
    about = paint("dim", clean_line(" · ".join(facts)))
    yield f"{shown.unread or '':>6}  {subscription.id}  {clean_line(shown.title)}  {about}"
    if shown.title != subscription.address:
        yield "        " + paint("dim", clean_line(subscription.address))
    if shown.failure:
        yield "        " + paint("differs", clean_line(f"failed: {shown.failure}"))
    if shown.flaw:
        yield "        " + paint("dim", clean_line(f"flaw: {shown.flaw}"))


def _news(shown: FeedUpdate) -> str:
    said = [f"{len(shown.added)} new"] if shown.added else []
    said += [f"{len(shown.updated)} changed"] if shown.updated else []
    return ", ".join(said) or "nothing new"


def _shown(offer: FeedOffer) -> str:
    return clean_line(f"{offer.address}  {offer.title}".rstrip())


def _counts(*counts: tuple[str, int]) -> list[str]:
    return [f"{count:6}  {word}" for word, count in counts if count]


def _refusals(failed: Iterable[Refusal]) -> list[str]:
    return [clean_line(f"failed: {each.source}: {each.reason}") for each in failed]


def _reason(error: LesartError) -> str:
    return f"{error.message} ({error.advice})" if error.advice else error.message


def _say(message: str) -> None:
    sys.stderr.write(clean_line(f"lesart: {message}") + "\n")
