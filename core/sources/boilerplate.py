"""What stands around an article on its page and is not part of it: known by form and wording.

Every rule here judges one passage by itself; where it stands is judged in `structure`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_FLAGS = re.IGNORECASE | re.VERBOSE


class Reach(Enum):
    """How much a marker takes with it."""

    LINE = "the line itself"
    LINKS = "the short lines that follow"
    END = "everything that follows"


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that says that something other than the article begins."""

    reason: str
    """Why the line itself goes."""
    reach: Reach
    following: str = ""
    """Why what follows goes."""


COMMENT = "reader comment"
FORM = "comment form"
LINK_LIST = "link list"

_COMMENTS = Marker(COMMENT, Reach.END, COMMENT)
_COMMENT_FORM = Marker(FORM, Reach.END, FORM)
_OTHER_ARTICLES = Marker(LINK_LIST, Reach.END, LINK_LIST)
_LINKS = Marker(LINK_LIST, Reach.LINKS, LINK_LIST)
_ONE_LINK = Marker(LINK_LIST, Reach.LINE)
_COMMENT_LINK = Marker("link to the comments", Reach.LINE)
_NEWSLETTER = Marker("newsletter", Reach.LINE)
SHARE = Marker("share buttons", Reach.LINE)
_COOKIES = Marker("cookie notice", Reach.LINE)
_ADVERTISEMENT = Marker("advertisement", Reach.LINE)
_READING_TIME = Marker("reading time", Reach.LINE)
_PAGE_CONTROL = Marker("page control", Reach.LINE)
_NAVIGATION = Marker("navigation", Reach.LINE)
_COPYRIGHT = Marker("copyright notice", Reach.LINE)
_FILED = Marker("where it is filed", Reach.LINE)
_SUBSCRIPTION = Marker("subscription offer", Reach.LINE)
_AUTHOR = Marker("about the author", Reach.END, "about the author")

_LONGEST_MARKER = 400
_ARROWS = "«‹<←→»›>▸►▶ "
_SHORT = 90

# Tried in this order, the whole passage against each; the number is the longest passage to try.
_RULES: tuple[tuple[int, Marker, re.Pattern[str]], ...] = tuple(
    (longest, marker, re.compile(rf"(?:{pattern})\Z", _FLAGS))
    for longest, marker, pattern in (
        (
            _SHORT,
            _COMMENTS,
            r"""
            (?:(?:\(?\d[\d.,]*\)?|ein|one|no|keine|noch\ keine|alle|all|top|neueste|latest)
                \ (?:leser|user|nutzer|reader\ )?(?:kommentare?|comments?|leserbriefe?)
              |\(?\d[\d.,]*\)?\ (?:antworten?|replies|reply|responses?|thoughts?))
            (?:\ (?:zu|on|to|bisher|vorhanden|yet|so\ far)\b.*|\ ?[(:].*)?
            |(?:leser|user|nutzer|reader\ )?(?:kommentare|comments|leserbriefe|leserstimmen)
            (?:\ ?\(?\d+\)?)?:?
            |(?:diskutieren|reden)\ sie\ mit.*|join\ the\ (?:discussion|conversation|debate).*
            |was\ (?:ist\ ihre\ meinung|meinen\ sie)\b.*
            """,
        ),
        (
            _SHORT,
            _COMMENT_LINK,
            r"""
            (?:(?:zu\ den|alle|jetzt|read|view|show|see|all|die)\ )*
            (?:\d+\ )?(?:kommentaren?|comments?|kommentieren|mitdiskutieren)
            (?:\ (?:lesen|schreiben|anzeigen|ansehen|öffnen|einblenden|zum\ artikel|verfassen|und
              |oder|/|below|section|anmelden))*
            (?:,?\ (?:hier|bitte)\ .*|\ ?[»›>→↓]+)?
            """,
        ),
        (
            _LONGEST_MARKER,
            _COMMENT_FORM,
            r"""
            (?:hinterlass(?:e|en|t)|schreib(?:e|en|t)?|verfass(?:e|en)|gib|geben)\b.{0,24}
              \b(?:antwort|kommentar|kommentare|reaktion)\b.{0,40}
            |(?:kommentar|antwort)\ (?:schreiben|verfassen|hinterlassen|abschicken|abgeben
              |hinzufügen|absenden|abbrechen).{0,30}
            |(?:leave|write|post|add|submit)\ (?:(?:us\ )?a|your)?\ ?(?:reply|comment|response)\b
              .{0,40}
            |cancel\ reply
            |.*\be-?mail-?adresse\ wird\ nicht\ (?:veröffentlicht|angezeigt).*
            |.*\byour\ e-?mail\ address\ will\ not\ be\ (?:published|shown).*
            |.*\b(?:erforderliche|notwendige|benötigte)\ (?:felder|angaben)\ sind\b.*
            |required\ fields\ are\ marked.*
            |.*\b(?:sie|du|ihr)\b.{0,30}\bkommentar\ (?:abschick|absend)\w+.*
            |(?:meinen\ namen|save\ my\ name)\b.*\b(?:browser|speichern).*
            |(?:ja,?\ )?(?:ich|hiermit)\b.{0,60}\b(?:akzeptiere|stimme|willige|habe)\b.{0,80}
              \b(?:datenschutz|nutzungsbedingungen|agb)\w*.*
            |(?:yes,?\ )?i\b.{0,40}\b(?:agree|accept|consent|have\ read)\b.{0,80}
              \b(?:privacy|terms|conditions)\b.*
            |zeilenumbrüche\ und\ absätze\ werden.*|(?:erlaubte|allowed)\ html.?tags?:.*
            |(?:you\ must\ be|sie\ müssen|du\ musst)\b.{0,40}
              \b(?:logged\ in|angemeldet|eingeloggt|anmelden|einloggen)\b.{0,40}
            |(?:name|e-?mail|website|web-?seite|url|kommentar|comment|nachricht)\ ?\*
            |(?:this\ site\ uses\ akismet|diese\ website\ verwendet\ akismet).*
            """,
        ),
        (
            _SHORT,
            _OTHER_ARTICLES,
            r"""
            (?:die\ )?(?:am\ )?meist(?:en)?\ ?(?:gelesen|kommentiert|geteilt|geklickt)e?n?
              (?:\ (?:artikel|beiträge|meldungen|heute|aktuell|diese\ woche|im\ \w+
              |(?:der\ )?(?:letzten\ )?(?:\d+\ )?(?:tage|stunden|woche|monat)\w*))*:?
            |most\ (?:read|popular|viewed|shared|commented)
              (?:\ (?:stories|articles|posts|news|now|today|in\ \w+|this\ (?:week|month)))*:?
            |top\ stories:?
            |(?:auch\ )?(?:das|dies|diese\ artikel)\ könnte?n?\ (?:sie|dich|euch|ihnen|dir)\b.{0,50}
            |(?:you\ (?:may|might)|we\ think\ you)\b.{0,20}\b(?:like|enjoy|interested)\b.{0,20}
            |trending(?:\ (?:now|jetzt|stories|topics))?:?|beliebte\ (?:artikel|beiträge):?
            |empfohlene\ (?:artikel|beiträge|inhalte|videos|links).{0,30}
            |empfehlungen\ (?:der\ redaktion|für\ sie):?
            |recommended(?:\ (?:for\ you|stories|articles|reading))?:?
            |(?:neueste|aktuelle|letzte|latest|recent)\ (?:artikel|beiträge|meldungen|nachrichten
              |news|posts|articles|stories):?
            """,
        ),
        (
            220,
            _ONE_LINK,
            r"""
            (?:lesen\ sie|lies|lest|sehen\ sie|hören\ sie|read|see|watch|also\ read)
              \ ?(?:auch|dazu|hierzu|mehr|hier|weiter|more|also|next|on)?
              (?:\ (?:dazu|hierzu|zum\ thema|hier|about\ this))?\ ?[:|»›>→–-]\ ?\S.*
            |(?:mehr|mehr\ dazu|mehr\ zum\ thema|auch\ interessant|auch\ lesenswert|siehe\ auch
              |zum\ thema|related|more|see\ also|further\ reading|lesetipp)
              \ ?[:|»›>→]\ ?\S.*
            """,
        ),
        (
            _SHORT,
            _LINKS,
            r"""
            (?:lesen\ sie|lies|lest)\ (?:auch|dazu|hierzu|mehr|hier|weiter)(?:\ .{0,30})?:?
            |mehr\ (?:zum\ thema|zu\ diesem\ thema|dazu|lesen|artikel|infos|informationen)
              (?:\ .{0,30})?:?
            |mehr\ (?:aus|von|vom)\ (?:der\ |dem\ )?(?:redaktion|ressort|autor\w*)\b.{0,30}
            |zum\ thema:?|siehe\ auch:?|auch\ (?:interessant|lesenswert):?
            |weitere\ (?:artikel|meldungen|nachrichten|themen|beiträge|informationen|links)
              (?:\ (?:zum|zu\ diesem)\ thema|\ aus\ .{1,30}|\ finden\ sie\ .{1,40})?:?
            |(?:ähnliche|verwandte|passende)\ (?:artikel|beiträge|themen|meldungen|nachrichten):?
            |related(?:\ (?:articles?|stor(?:y|ies)|posts?|topics?|content|coverage|links|news))?:?
            |read\ (?:more|also|next|on)(?:\ (?:about|on|at|here|in)\b.{0,30})?:?
            |see\ also:?|further\ reading:?
            |more\ (?:on\ this(?:\ (?:story|topic))?|from\ .{1,30}|like\ this
              |(?:stories|news)(?:\ (?:from|on|about|in)\ .{1,30})?):?
            |(?:themen|topics|tags|schlag(?:wörter|worte)|stich(?:wörter|worte)|keywords)
              (?:\ in\ diesem\ artikel)?\ ?(?::(?:\ .*)?)?
            |(?:vorheriger|nächster|previous|next)\ (?:artikel|beitrag|article|post|story)\b.{0,60}
            |related\ (?:subjects|tags|videos)\b.{0,60}
            |(?:audios?|videos?|bilder|fotos)(?:,?\ (?:und|and)\ (?:audios?|videos?|bilder|fotos))?
              \ (?:zum|on\ the|on\ this)\ (?:thema|topic)
            |(?:leser|die\ redaktion|readers|editors?)\ (?:empfehlen|empfiehlt|recommend|picks?)
            """,
        ),
        (
            260,
            _NEWSLETTER,
            r"""
            (?:[\w-]+\ ){0,2}[\w-]*newsletter[:!]?
            |[\w-]*newsletter\ (?:abonnieren|anmelden|bestellen|registrieren|sign-?\ ?up)\b.{0,80}
            |(?:jetzt|hier)\ (?:\S+\ ){0,4}[\w-]*newsletter\ (?:\S+\ ){0,3}
              (?:abonnieren|anmelden|bestellen|registrieren|sichern)\b.{0,40}
            |.*\b(?:abonnieren|bestellen|melden|registrieren|tragen|erhalten|holen)\ sie\b.*
              newsletter\b.*
            |.*\bunser(?:en|em)?\b.{0,40}newsletter\b.{0,60}
              \b(?:abonnieren|anmelden|bestellen|registrieren)\b.*
            |(?:sign\ up|subscribe|get)\b.*\bnewsletters?\b.*
            """,
        ),
        (
            _LONGEST_MARKER,
            _COOKIES,
            r"""
            [^"„“”»«]{0,80}\b(?:wir|we|(?:diese|unsere|this|our)\ (?:web-?)?(?:site|seite))\b
              .{0,40}\b(?:verwende[nt]|nutz(?:t|en)|setz(?:t|en)|uses?)\b.{0,60}\bcookies?\b.*
            |(?:alle\ )?(?:cookies?\ )?(?:akzeptieren|ablehnen|zustimmen|einstellungen)
            |(?:accept|reject|manage)(?:\ all)?(?:\ cookies?|\ preferences)?
            |cookie-?\ ?(?:einstellungen|hinweis|richtlinie|settings|policy|notice|preferences)
            """,
        ),
        (
            _SHORT,
            _ADVERTISEMENT,
            r"""
            [-–—*\ ]*(?:anzeigen?|werbung|reklame|advertise?ment|advert|ad|gesponsert|sponsored
              (?:\ content)?|promoted|nach\ der\ werbung\ weiterlesen
              |(?:article|story)\ continues\ (?:after|below)\b.*)[-–—*:\ ]*
            """,
        ),
        (
            _SHORT,
            _READING_TIME,
            r"""
            (?:lesezeit|lesedauer|reading\ time)\b.{0,24}
            |(?:ca\.\ )?\d+\ ?(?:min\.?|minutes?|minuten?)
              (?:\ (?:read|lesezeit|lesedauer|to\ read))?
            """,
        ),
        (
            _SHORT,
            _PAGE_CONTROL,
            r"""
            (?:artikel|beitrag|seite)\ (?:anhören|vorlesen|drucken|merken|speichern|teilen|melden
              |versenden|kommentieren|als\ pdf.*)
            |(?:listen\ to|save|print|share|bookmark)\ this\ (?:article|story|page)
            |(?:weiter\ ?lesen|read\ more|mehr\ anzeigen|show\ more|load\ more|mehr\ laden
              |nach\ oben|back\ to\ top|zurück|zur\ startseite|bild\ vergrößern
              |zum\ vergrößern\ klicken|video\ (?:abspielen|ansehen)|play\ video
              |schließen|close|drucken|print)\ ?[.…»›>→↑]*
            |(?:zurück|zum\ seitenanfang|zur\ übersicht|back)\b
              (?:\ (?:zu[rm]?|to)\ (?:(?:the|der)\ )?[\w-]+(?:\ [\w-]+)?)?
            |(?:nächste|vorherige|next|previous)\ (?:seite|page)
            |(?:auf\ einer\ seite\ lesen|view\ as\ single\ page)
            |(?:seite|page)\ \d+(?:\ (?:von|of|/)\ \d+)?(?:\ ?[—–:-].{0,60})?
            |(?:diskussion|debatte)\ zu\ diesem\ (?:artikel|beitrag)\b.{0,40}
            """,
        ),
        (
            220,
            _FILED,
            r"""
            (?:abgelegt|eingeordnet|veröffentlicht|gespeichert|posted|filed|published)\ (?:unter|in
              |under)\b.{0,120}
            |(?:kategorien?|categor(?:y|ies)|rubriken?|ressorts?|tags?)\ ?:.{0,160}
            |(?:getaggt|verschlagwortet|gekennzeichnet|tagged)(?:\ (?:mit|with|as))\b.{0,160}
            |(?:und|and)\ (?:getaggt|verschlagwortet|gekennzeichnet|tagged)\b.{0,160}
            |(?:dieser|diesen)\ (?:eintrag|beitrag|artikel)\ (?:wurde|ist)\b.{0,40}
              \b(?:veröffentlicht|gepostet|abgelegt|geschrieben|verfasst)\b.{0,120}
            |this\ (?:entry|post|article)\ was\ (?:posted|published|filed|written)\b.{0,140}
            """,
        ),
        (
            220,
            _SUBSCRIPTION,
            r"""
            (?:folge(?:n\ sie|t|)|follow|like)\ (?:uns|us|me|mir)\b.{0,60}
            |(?:auf|on)\ (?:twitter|facebook|instagram|x|mastodon)\ (?:folgen|follow)
            |(?:eine\ )?e-?mail\ (?:senden|schreiben)
            |(?:jetzt|hier)\ (?:\S+\ ){0,3}(?:abonnieren|testen|spenden|unterstützen|mitglied
              \ werden|registrieren|anmelden)\b.{0,60}
            |(?:weiterlesen|lesen\ sie\ weiter)\ mit\b.{0,60}
            |(?:sie|du)\ (?:haben|hast)\ noch\ \d+\b.{0,60}
            |(?:subscribe|sign\ up|donate|become\ a\ (?:member|subscriber))\b.{0,60}
            |stay\ (?:up.to.date|informed|in\ touch)\b.{0,60}
            |(?:bereits|schon|already)\ (?:abonnent|registriert|kunde|a\ subscriber|registered)
              \b.{0,60}
            """,
        ),
        (
            _SHORT,
            _AUTHOR,
            r"""
            (?:über|zu)\ (?:den|die|unsere[nr]?|dem|der)\ autor(?:in|en|innen)?\b.{0,40}
            |zur\ person:?|about\ the\ authors?:?|(?:der|die)\ autor(?:in)?:
            """,
        ),
        (
            _LONGEST_MARKER,
            _COPYRIGHT,
            r"""
            (?:©|\(c\)|copyright\b).{0,80}\b(?:19|20)\d\d\b.{0,120}
            |(?:©\s*dpa-infocom.*)
            |.{0,120}\b(?:alle\ rechte\ vorbehalten|all\ rights\ reserved)\b.{0,80}
            """,
        ),
    )
)

_ACTIONS_LISTED = """
teilen share drucken print merken tweet tweeten twittern teile weitersagen senden versenden
kopieren copy pin flipboard mailen vorlesen kommentieren speichern bookmark gefällt
"""
_NETWORKS_LISTED = """
facebook twitter x whatsapp linkedin xing pinterest telegram reddit pocket instagram threads
mastodon bluesky email mail e-mail threema signal messenger tumblr youtube tiktok rss
"""
_BETWEEN_LISTED = "auf on bei via per link url artikel article this diesen seite und and mit mir"
_SHARE_ACTIONS = frozenset(_ACTIONS_LISTED.split())
_NETWORKS = frozenset(_NETWORKS_LISTED.split())
_BETWEEN = frozenset(_BETWEEN_LISTED.split())
_PAGES = re.compile(
    r"""
    (?:(?:impressum|datenschutz(?:erklärung|hinweise)?|agb|kontakt|nutzungsbedingungen|über\ uns
      |mediadaten|karriere|jobs|hilfe|abo|privacy(?:\ policy)?|terms(?:\ (?:of\ (?:use|service)
      |and\ conditions))?|contact(?:\ us)?|about(?:\ us)?|imprint|sitemap|advertise|careers|help
      |login|log\ in|anmelden|abmelden|registrieren|sign\ in|menü|menu|suche|search|startseite
      |home(?:page)?|zum\ inhalt(?:\ springen)?|skip\ to\ (?:main\ )?content|e-?paper)
      (?:\s*[|·•/,–-]\s*|\s+|\Z))+\Z
    """,
    _FLAGS,
)
_AGENCY_NAMES = (
    r"dpa(?:-\w+)?|afp|reuters|ap|apa|sid|epd|kna|ots|rtr|dts|ddp|dapd|keystone-sda|sda|upi|pa"
    r"|associated\ press|bloomberg"
)
_AGENCY_LINE = re.compile(
    rf"""
    [(\[]?(?:(?:{_AGENCY_NAMES}|[a-z]{{2,4}})(?:\s*[/,;|·-]\s*|\s*\Z|(?=[)\]])))+[)\]]?
    |(?:mit\ (?:material|informationen)\ (?:von|der)|with\ (?:reporting|material)\ (?:by|from)
      |quelle:|source:)\s+.{{0,20}}\b(?:{_AGENCY_NAMES})\b.{{0,40}}
    """,
    _FLAGS,
)
_HAS_AGENCY = re.compile(rf"\b(?:{_AGENCY_NAMES})\b", _FLAGS)

_CREDIT = re.compile(
    r"""
    (?:\A|[.!?…)\]|/–—-]\s*|[(\[]\s*)
    (?:(?:symbol|archiv|titel|agentur|produkt|presse|beispiel|vorschau|beitrags|header|aufmacher
         |teaser|cover)?
       (?:fotos?|bild(?:er)?|grafik|illustration|montage|aufnahme|karte|screenshot)
       (?:quelle|nachweis|rechte|credits?|material)?(?:\ und\ text)?
      |photos?(?:graph)?(?:\ (?:credit|by))?|images?(?:\ (?:credit|source|by))?|picture|credits?
      |file\ photo|handout|courtesy|graphic)
    \s*(?::|\ ©|\ by\ )\s*\S.{0,110}\Z
    |\A[(\[]?(?:©|\(c\)|copyright\b:?)\s*\S.{0,90}\Z
    |(?:\A|\s)©\s?\S.{0,60}\Z
    |(?:(?:\A|[/|,(©]\s*|\s[–-]\s*)
        (?:getty\ images|picture[\ -]alliance|imago(?:\ images)?|shutterstock|istock|adobe\ ?stock
          |unsplash|pixabay|wikimedia(?:\ commons)?|ullstein\ bild)
      |(?:\A|[/|©]\s*|\s[–-]\s*)(?:dpa|afp|reuters|ap|epa))
      (?:\s?[/|,]\s?[^.!?]{1,40}|\svia\s[^.!?]{1,40}|\s\([^.!?]{1,40}\))?[)\]]*\Z
    """,
    _FLAGS,
)
_LONGEST_CREDIT = 260
_FULL_SENTENCES = re.compile(r"[^.!?]{30,}[.!?]\s+[^.!?]{30,}[.!?]")


def marker(text: str) -> Marker | None:
    """What the passage says begins here, when it is not the article."""
    text = text.lstrip(_ARROWS)
    if len(text) > _LONGEST_MARKER:
        return None
    for longest, found, pattern in _RULES:
        if len(text) <= longest and pattern.match(text):
            return found
    if len(text) > _SHORT:
        return None
    if _is_share(text):
        return SHARE
    if _PAGES.match(text):
        return _NAVIGATION
    return None


def is_network_name(text: str) -> bool:
    """Whether the passage is nothing but names of social networks: a button beside another one."""
    named = text.lower().split()
    return bool(named) and all(word in _NETWORKS for word in named)


def _is_share(text: str) -> bool:
    said = [word.strip(".,:!|·•") for word in text.lower().split()]
    said = [word for word in said if word]
    known = _SHARE_ACTIONS | _NETWORKS | _BETWEEN
    if not said or not all(word in known for word in said):
        return False
    return any(word in _SHARE_ACTIONS for word in said) or (
        sum(word in _NETWORKS for word in said) > 1
    )


def is_agency_line(text: str) -> bool:
    """Whether it only names the agencies a report is made from: `(dpa/AFP)`."""
    return (
        len(text) <= _SHORT
        and _HAS_AGENCY.search(text) is not None
        and _AGENCY_LINE.fullmatch(text) is not None
    )


def is_credit(text: str) -> bool:
    """Whether it says who made a picture, with or without a caption in front."""
    if len(text) > _LONGEST_CREDIT or _FULL_SENTENCES.search(text):
        return False
    return _CREDIT.search(text) is not None
