"""Working time as people write it and as it is kept: in whole minutes, rounded to a quarter."""

import re

QUARTER = 15
"""Minutes; what is entered is rounded to it. Nobody is to count minutes."""
MOST_A_DAY = 24 * 60
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_HOURS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|ч|sag\w*|час\w*)?\.?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|мин|minut)\w*\.?")


def parse_time(text: str) -> int:
    """Minutes of "1:30", "1,5", "1.5 h", "90 min", rounded to a quarter of an hour.

    A bare number is hours. Raises ValueError for anything else, for nothing, and for more than a
    day has.
    """
    wanted = text.strip().casefold()
    if clock := _CLOCK.fullmatch(wanted):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif short := _MINUTES.fullmatch(wanted):
        minutes = int(short[1])
    elif hours := _HOURS.fullmatch(wanted):
        minutes = round(float(hours[1].replace(",", ".")) * 60)
    else:
        raise ValueError(text)
    if not 0 < minutes <= MOST_A_DAY:
        raise ValueError(text)
    return rounded(minutes)


def rounded(minutes: int) -> int:
    """To the nearest quarter of an hour, but never to nothing."""
    return max(QUARTER, (minutes + QUARTER // 2) // QUARTER * QUARTER)
