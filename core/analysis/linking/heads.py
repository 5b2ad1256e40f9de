"""Nouns that say what the name after them is: `Baufirma X`, `Ortsteil X`, `die App X`.

Written in their folded form. A word of more than four letters also counts as the end of a compound.
"""

from __future__ import annotations

from functools import lru_cache

from core.analysis.linking.wording import is_role
from core.model import EntityKind
from core.text.words import fold

_BODIES = """
firma unternehmen konzern hersteller anbieter betreiber startup start-up wettbewerber zulieferer
dienstleister produzent lieferant versicherer discounter autobauer maschinenbauer flugzeugbauer
airline fluglinie fluggesellschaft reederei brauerei kanzlei beratung bank sparkasse agentur
verlag gruppe sender zeitung tageszeitung wochenzeitung magazin blatt gewerkschaft partei verein
klub verband initiative bundnis stiftung behorde ministerium amt institut orden band orchester
company firm startup maker manufacturer supplier retailer operator insurer lender bank airline
brewery carmaker automaker chipmaker contractor developer publisher broadcaster newspaper magazine
agency union party club charity foundation association institute regulator group giant consultancy
"""
_THINGS = """
app software modell sprachmodell chatbot assistent betriebssystem system programm speicher gerat
produkt marke medikament wirkstoff arznei arzneimittel impfstoff film serie roman buch album song
lied spiel musical oper drama theaterstuck ausstellung gemalde smartphone handy computer auto
elektroauto wagen rakete raumkapsel satellit sonde schiff frachter tanker fahre flugzeug zug panzer
drohne suchmaschine browser messenger kryptowahrung projekt vorhaben festival messe turnier rennen
pokal preis gesetz studie trial operation sturm orkan taifun hurrikan virus variante asteroid komet
drug vaccine pill movie novel series show game painting phone car suv truck rocket spacecraft
satellite ship vessel ferry tournament prize storm hurricane typhoon comet cryptocurrency brand
"""
_PLACES = """
stadt gemeinde dorf ort ortsteil ortschaft stadtteil stadtbezirk bezirk kreis landkreis region
provinz bundesland bundesstaat insel standort fluss berg gipfel see talsperre
town city village county district suburb province island region river mountain lake
"""
_PEOPLE = """
youtuber youtuberin influencer influencerin podcaster podcasterin moderator moderatorin autor
autorin schriftsteller schriftstellerin journalist journalistin schauspieler schauspielerin sanger
sangerin rapper rapperin musiker musikerin regisseur regisseurin kunstler kunstlerin forscher
forscherin wissenschaftler wissenschaftlerin okonom okonomin politologe politologin historiker
historikerin soziologe soziologin arzt arztin pfleger pflegerin krankenschwester lehrer lehrerin
landwirt landwirtin bauerin anwohner anwohnerin zeuge zeugin verwalter verwalterin
verhandlungsfuhrer verhandlungsfuhrerin landrat landratin amtsinhaber amtsinhaberin herausforderer
herausforderin parteifreund nachfolger nachfolgerin vorganger vorgangerin kollege kollegin ehefrau
ehemann bruder schwester sohn tochter virologe virologin epidemiologe epidemiologin arztin gutachter
gutachterin student studentin restaurator restauratorin sammler sammlerin galerist galeristin
kapitanin pilot pilotin
actor actress singer author writer analyst economist scientist researcher historian farmer teacher
nurse doctor surgeon lawyer administrator midfielder defender winger councillor lawmaker
spokesperson co-founder consultant virologist epidemiologist adviser advisor chairwoman chairman
collector activist
"""
_SHORTEST_ENDING = 5
_HEADS = tuple(
    (kind, frozenset(written.split()))
    for kind, written in (
        (EntityKind.ORGANISATION, _BODIES),
        (EntityKind.THING, _THINGS),
        (EntityKind.PLACE, _PLACES),
        (EntityKind.PERSON, _PEOPLE),
    )
)


@lru_cache(maxsize=1 << 14)
def kind_of_head(word: str) -> EntityKind | None:
    """What a name is that follows this noun; None where the noun does not say."""
    folded = fold(word)
    for form in dict.fromkeys((folded, folded.removesuffix("s"), folded.removesuffix("es"))):
        for kind, heads in _HEADS:
            endings = (form[start:] for start in range(len(form) - _SHORTEST_ENDING + 1))
            if form in heads or any(ending in heads for ending in endings):
                return kind
    return EntityKind.PERSON if is_role(word) else None
