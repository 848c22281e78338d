"""Reads opening hours as the tables write them, and makes HSDS schedules.

  TH 12:00-14:00 (Not in the week after Christmas.)     weekly, with a note
  MO-FR 09:00-17:00; SA 10:00-12:00                     two schedules
  2MO,4MO 12:30-14:00      -1FR 11:00-12:00             monthly: second and fourth Monday; last Friday
  MO-SU 20:00-08:00                                     past midnight
  WE 16:00-20:00 [2026-10-07..2027-04-28]               between two dates
  WE 09:30-12:30 /2@2026-09-02                          every second week, counted from that day
"""
import re

from sample.ids import part_id
from sample.tables import TableError

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SCHEDULE = re.compile(r"^(?P<days>[-A-Z0-9,]+) (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
                      r"(?: \[(?P<first>\d{4}-\d\d-\d\d)\.\.(?P<last>\d{4}-\d\d-\d\d)\])?"
                      r"(?: /(?P<every>\d)@(?P<start>\d{4}-\d\d-\d\d))?(?: \((?P<note>.*)\))?$")


def expand_days(text):
    """`MO-FR,SU` to `MO,TU,WE,TH,FR,SU`; days with a number are left alone."""
    found = []
    for part in text.split(","):
        span = re.fullmatch(r"([A-Z]{2})-([A-Z]{2})", part)
        if span:
            found += DAYS[DAYS.index(span.group(1)):DAYS.index(span.group(2)) + 1]
        elif re.fullmatch(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)", part):
            found.append(part)
        else:
            raise TableError(f"not days: {text!r}")
    return ",".join(found)


def parse_schedules(text, owner):
    """HSDS schedules for `text`, as parts of the record `owner`."""
    made = []
    for piece in re.split(r";\s*(?![^(]*\))", text):
        match = SCHEDULE.match(piece.strip())
        if not match:
            raise TableError(f"not a schedule: {piece!r}")
        byday = expand_days(match["days"])
        schedule = {"id": part_id(owner, "schedule", piece.strip()), "freq": "MONTHLY" if re.search(r"\d", byday) else "WEEKLY", "byday": byday,
                    "opens_at": match["opens"], "closes_at": match["closes"]}
        if match["first"]:
            schedule.update(valid_from=match["first"], valid_to=match["last"])
        if match["every"]:
            schedule.update(interval=int(match["every"]), dtstart=match["start"])
        if match["note"]:
            schedule["description"] = match["note"]
        made.append(schedule)
    return made
