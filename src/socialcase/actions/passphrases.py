"""Ordinary Turkmen words for passphrases: easy to say, to remember and to type."""

from socialcase.cases.clock import Chance

WORDS = tuple(
    """
    agaç ajy alma altyn asman atyz aýaz badam bag bahar balak balyk balykçy bedew bilezik
    bişme bugdaý bulut burç bürgüt dag daraz daýza depe derek derýa deňiz dogan dolan don dost
    düýe eşik galam gamyş gapy garga garpyz gawun gazan gelin geçi gije gyrat gyzyl gyş gül
    gün gündiz güýz haly hoja horaz hünär igde ine jaý jorap kagyz kamyş kebelek kenar kerpiç
    kerwen keçe keýik kilim kitap köl köpri köwüş köynek kümüş küýze mal maral mekgejöwen
    meýdan mugallym mürepbe nagyş nar nohut okuw orak orman otag oýun pagta pamyk paýtun petir
    pil pişik pomidor pyçak pyýada pyýala saman sazanda saýat sebet serçe sogan somun sowuk
    surat suw söýgi süýt tagta tam tamdyr tebigat tegelek temmäki teňňe tilki tokaý tolkun
    torba towuk toý tüýdük ulag umyt uzum uçar zeýtun çadyr çaga çaý çelek çemen çigit çopan
    çorba çyra çörek öküz ördek özen üzüm ýaglyk ýagyş ýaz ýelken ýer ýol ýorgan ýumruk ýupek
    ýyldyz ýürek şaha şahyr şeker şemal
    """.split()  # noqa: SIM905  a list of one word a line would be a hundred lines
)
"""Every word once; a person may always choose words of their own."""

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
