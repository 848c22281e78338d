"""Computes the bank holidays of England and Wales."""
import csv
import datetime as dt

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def easter_sunday(year):
    """Western Easter: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    n = h + l - 7 * m + 114
    return dt.date(year, n // 31, n % 31 + 1)


def first_monday(year, month):
    day = dt.date(year, month, 1)
    return day + dt.timedelta((MONDAY - day.weekday()) % 7)


def last_monday(year, month):
    day = dt.date(year, month, 31)
    return day - dt.timedelta(day.weekday())


def weekday_or_next(day, taken):
    """The day itself, or the next working day not taken when it falls on a weekend: the substitute day."""
    while day.weekday() in (SATURDAY, SUNDAY) or day in taken:
        day += dt.timedelta(1)
    return day


def bank_holidays(year):
    """[(date, name)] in order; a substitute day says so."""
    easter = easter_sunday(year)
    days = {easter - dt.timedelta(2): "Good Friday", easter + dt.timedelta(1): "Easter Monday",
            first_monday(year, 5): "Early May bank holiday", last_monday(year, 5): "Spring bank holiday",
            last_monday(year, 8): "Summer bank holiday"}
    fixed = [(dt.date(year, 1, 1), "New Year's Day"), (dt.date(year, 12, 25), "Christmas Day"), (dt.date(year, 12, 26), "Boxing Day")]
    # Days on a weekday keep their date; only then are substitutes found for the others (2022: Boxing Day 26th, Christmas 27th).
    for day, name in sorted(fixed, key=lambda d: d[0].weekday() >= SATURDAY):
        kept = weekday_or_next(day, days)
        days[kept] = name if kept == day else f"{name} (substitute day)"
    return sorted(days.items())


def write_calendar(path, first, last):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["date", "name"])
        for year in range(first, last + 1):
            table.writerows((day.isoformat(), name) for day, name in bank_holidays(year))
