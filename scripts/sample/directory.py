"""Makes the services of data/sample/directory.json: full nested HSDS 3.1."""
import datetime as dt
import re

from sample.contacts import mailbox, site_of, stable_number
from sample.ids import part_id, record_id
from sample.schedules import parse_schedules
from sample.tables import TableError

NEWEST = dt.date(2026, 11, 20)
ASSURER = "checks@fingerpost.example.org"
PROFESSIONAL_ONLY = "A professional who knows you has to refer you: somebody at a surgery, school, council or charity."
LANGUAGES = {"en": "English", "cy": "Welsh", "pl": "Polish", "ro": "Romanian", "bg": "Bulgarian", "uk": "Ukrainian", "ar": "Arabic", "fa": "Farsi", "ku": "Kurdish",
             "ti": "Tigrinya", "bn": "Bengali", "ur": "Urdu", "bfi": "British Sign Language"}
MONEY = re.compile(r"(?<![-\d.,£])(?<!grade )(\d[\d,]*(?:\.\d\d)?)(?![\dp.,]*\d)(?!p\b|s\b| hours| months| weeks)")


def pounds(text):
    """`6.50 for two courses` to `£6.50 for two courses`; pence, ages, hours and grades are left alone."""
    return MONEY.sub(lambda m: "£" + m.group(1).removesuffix(".00"), text)


def cost_options(owner, text):
    """One option: an amount where the text begins with one, nothing to pay where it says only that."""
    option = {"id": part_id(owner, "cost_option"), "option": "Free" if text == "free" else "Standard", "currency": "GBP"}
    amount, pence = re.match(r"(\d+(?:\.\d+)?)(?=$|[ ;,])", text), re.match(r"(\d+)p\b", text)
    if text == "free":
        option["amount"] = 0
    elif amount:
        option["amount"] = float(amount.group(1))
    elif pence:
        option["amount"] = int(pence.group(1)) / 100
    if text != "free":
        option["amount_description"] = sentence(pounds(text))
    return [option]


def sentence(text):
    return text[:1].upper() + text[1:]


def capacity(owner, text):
    unit, available, maximum, day = re.fullmatch(r"(.+) (\d+)/(\d+) (\d{4}-\d\d-\d\d)", text).groups()
    return {"id": part_id(owner, "capacity", unit), "unit": {"id": record_id("unit", unit), "name": unit}, "available": int(available), "maximum": int(maximum),
            "updated": f"{day}T09:00:00Z"}


class ServiceMaker:
    """Turns one record of the tables into one HSDS service."""

    def __init__(self, terms, locations, coverage, phones, organizations):
        self.terms, self.locations, self.coverage, self.phones, self.organizations = terms, locations, coverage, phones, organizations

    def make(self, record):
        owner, fields = record_id("service", record["key"]), record["fields"]
        one = {name: values[0] for name, values in fields.items()}
        organization = self.organizations[record["organization"]]
        made = {"id": owner, "organization_id": organization["id"], "name": record["name"]}
        made.update(self.words(record, one))
        made.update(self.reach(record, one))
        made.update(self.dates(record, one))
        made.update(self.parts(owner, record, fields, one))
        made["organization"] = organization
        made["attributes"] = self.attributes(owner, record, fields, one)
        return {name: value for name, value in made.items() if value not in ("", [], None)}

    def words(self, record, one):
        text = " ".join(record["text"])
        if not text:
            raise TableError(f"{record['key']}: no description")
        welsh = one.get("cytext", "")
        made = {"alternate_name": one.get("cy", ""), "description": f"{text}\n\n{welsh}" if welsh else text, "status": one.get("status", "active"),
                "alert": one.get("alert", ""), "eligibility_description": one.get("who", ""), "application_process": one.get("how", "")}
        if not one.get("how") and one.get("way") == "professional":
            made["application_process"] = PROFESSIONAL_ONLY
        if "cost" in one:
            made["fees_description"] = sentence(pounds(one["cost"]))
        if "ages" in one:
            low, high = one["ages"].split("-")
            made.update({k: int(v) for k, v in (("minimum_age", low), ("maximum_age", high)) if v})
        if "successor" in one:
            made["successor_id"] = record_id("service", one["successor"])
        return made

    def reach(self, record, one):
        key, owner = record["organization"], record_id("service", record["key"])
        made = {"email": mailbox("hello", key)}
        if "website" in self.organizations[key]:
            made["url"] = site_of(key) + record["key"]
        kind = one.get("phone", "landline")
        number = {"id": part_id(owner, "phone"), "number": self.phones.number(kind, key if kind == "landline" else record["key"]), "type": "voice"}
        if kind == "freephone":
            number["description"] = "Free from landlines and mobiles."
        made["phones"] = [number]
        if "contact" in one:
            name, title = one["contact"].split(", ", 1)
            made["contacts"] = [{"id": part_id(owner, "contact"), "name": name, "title": title, "email": mailbox("hello", key)}]
        return made

    def dates(self, record, one):
        if one["checked"] == "unknown":
            return {"last_modified": one["edited"] + "T10:00:00Z"}
        checked = dt.date.fromisoformat(one["checked"])
        edited = dt.date.fromisoformat(one["edited"]) if "edited" in one else min(checked + dt.timedelta(stable_number("edited " + record["key"], 25)), NEWEST)
        return {"assured_date": checked.isoformat(), "assurer_email": ASSURER, "last_modified": f"{max(checked, edited).isoformat()}T{8 + stable_number(record['key'], 9):02d}:30:00Z"}

    def parts(self, owner, record, fields, one):
        made = {"schedules": [s for text in fields.get("hours", []) for s in parse_schedules(text, owner)],
                "service_areas": [self.coverage.service_area(text, owner) for text in fields.get("covers", [])],
                "service_at_locations": [self.at_location(owner, text, "visits" if name == "visits" else None)
                                         for name in ("at", "visits") for text in fields.get(name, [])],
                "capacities": [capacity(owner, text) for text in fields.get("cap", [])]}
        if "cost" in one:
            made["cost_options"] = cost_options(owner, one["cost"])
        if "lang" in one:
            made["languages"] = [{"id": part_id(owner, "language", code), "name": LANGUAGES[code], "code": code} for code in one["lang"].split(", ")]
        if not any(made[name] for name in ("service_areas", "service_at_locations")) and "speaks" not in fields and "online" not in fields:
            raise TableError(f"{record['key']}: neither at a place, nor covering one, nor online")
        return made

    def at_location(self, service, text, here):
        key, _, hours = text.partition(" = ")
        location = self.locations.location(key.strip())
        owner = part_id(service, "service_at_location", key.strip(), here or "")
        made = {"id": owner, "service_id": service, "location_id": location["id"]}
        if hours:
            made["schedules"] = parse_schedules(hours, owner)
        made["location"] = location
        if here:
            made["attributes"] = [self.terms.attribute(owner, "fingerpost-here", here)]
        return made

    def attributes(self, owner, record, fields, one):
        def state(taxonomy, code, value=None):
            return self.terms.attribute(owner, taxonomy, code, value)
        found = [state("fingerpost-needs", code) for code in record["needs"]]
        if record["is_role"]:
            found.append(state("fingerpost-kinds", "role"))
            found += [state("fingerpost-volunteering", code) for code in one["role"].split(", ")]
        if "online" in one:
            found.append(state("fingerpost-here", "online"))
        found += [state("fingerpost-here", "speaks_for", place) for place in fields.get("speaks", [])]
        found += [state("fingerpost-referral", code) for code in one["way"].split(", ")]
        for part in filter(None, one.get("access", "").split(", ")):
            code, _, value = part.partition("=")
            found.append(state("fingerpost-access", code, value or "yes"))
        found += [state("accord-themes", code) for code in filter(None, one.get("theme", "").split(", "))]
        if one.get("confidential") == "yes":
            found.append(state("fingerpost-safety", "confidential"))
        return found
