"""Ordinary Turkmen words for passphrases: easy to say, to remember and to type anywhere."""

from socialcase.cases.clock import Chance

WORDS = tuple(
    """
    adam agram akyl alma altyn ambar anar araba arpa arslan arzuw asman asuda atlas atyz awtobus
    azat badam bagt bahar balak balyk bank barmak bazar bedew bedre belent berk bilezik bilim bina
    boran bulut dalda damja darak depe derek derman derweze deste diwar dogan dokuz dolan dost
    dowar duman duralga durna dutar ekin elek elwan erik erkin erteki esas eser etek etrap fermer
    galam galkan galla ganat gapy garga gawun gazan gazyk gelin gije gowak gowy gulak gumly gurak
    gyrat gyrmyzy gyzyl halka haly hamyr harman haryt hasap hasyl hatar hawa hazyna hemra hepde
    horaz hormat hurma hyzmat ilat ilki irden jahan janly jeren jogap jomart jorap kada kagyz
    kamil kapitan karta kebelek kelem kenar kerwen kesgir kilim kino kitap klub konsert kran kurs
    lampa leglek lenta lezzet limon lukman maglumat maksat manat maral marka maslahat mata mekdep
    merjen metal motor mugallym mukam myhman myrat mysal nabat nahar nakyl nebit nesil nohut nokat
    nusga odun oglan ojak okuw opera orak orman otag otly owadan owaz pagta palto pamyk park pasyl
    penjire perde perman petir pikir polat pomidor pudak radio rahat rugsat sabyr sada sagat sahna
    salam saman samawar sapak sary sarymsak sazanda sebet sekiz selin serhet sirk sogan somun
    sowgat sowuk sport sumka surat synp syrly tagam tagta taksi takyk talyp tamdyr tapgyr taryh
    teatr tebigat tegelek tejribe telefon temen tertip tigir tilki tirsek tomus toprak torba towuk
    traktor tumar turba tylla ulag umman umyt ussa uzyn wada wagon wagt watan wekil welosiped wepa
    yhlas ykbal ylham ymarat ynam ynsan zaman zawod zehin zenan zerli zynjyr
    """.split()  # noqa: SIM905  a list of one word a line would be a hundred lines
)
"""256 words, each once: six of them, all different, are worth 47.9 bits.

Only letters that English and Turkmen keyboards both have: neither ä, ç, ň, ş and the like, nor c,
q, v and x. A person may always choose words of
their own.
"""

WORDS_IN_A_PASSPHRASE = 6


def suggest_passphrase(chance: Chance) -> str:
    """Six words drawn by `chance`, all different."""
    chosen: list[str] = []
    while len(chosen) < WORDS_IN_A_PASSPHRASE:
        word = WORDS[_below(len(WORDS), chance)]
        if word not in chosen:
            chosen.append(word)
    return " ".join(chosen)


def _below(limit: int, chance: Chance) -> int:
    """A number from 0 to `limit` - 1, each equally likely."""
    bound = 65536 - 65536 % limit
    while (drawn := int.from_bytes(chance.bytes(2))) >= bound:
        pass
    return drawn % limit
