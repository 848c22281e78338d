"""Makes HSDS organisations, and data/sample/organizations.csv for those that list no service."""
import csv
import re

from sample.contacts import charity_number, company_number, mailbox, site_of
from sample.ids import part_id, record_id
from sample.tables import TableError

LEGAL_STATUS = {"charity": "Registered charity", "cio": "Charitable incorporated organisation", "cic": "Community interest company", "group": "Unincorporated group",
                "faith": "Faith body", "casc": "Community amateur sports club", "cooperative": "Co-operative society"}
CSV_COLUMNS = ("id", "name", "alternate_name", "description", "email", "website", "phone", "legal_status", "year_incorporated", "charity_number", "address_1", "city",
               "postal_code", "latitude", "longitude", "signatory_on", "themes")


def read_facts(organization):
    """{status, year, signed, cy, themes} from `charity 2009 | signed 2025-11-03 | place, volunteers`."""
    facts = {"themes": []}
    for cell in organization["facts"]:
        word, _, rest = cell.partition(" ")
        if word in LEGAL_STATUS:
            facts["status"], facts["year"] = word, rest
        elif word in ("signed", "cy"):
            facts[word] = rest
        elif cell:
            facts["themes"] = [t.strip() for t in cell.split(",")]
    if "status" not in facts:
        raise TableError(f"{organization['key']}: no legal status")
    return facts


def registered_number(owner, key, status):
    if status in ("charity", "cio"):
        scheme, kind, number = "GB-CHC", "Charity number", charity_number(key)
    elif status == "cic":
        scheme, kind, number = "GB-COH", "Company number", company_number(key)
    else:
        return []
    return [{"id": part_id(owner, "identifier", scheme), "identifier_scheme": scheme, "identifier_type": kind, "identifier": number}]


def make_organization(organization, description, phones, terms):
    """The organisation as every one of its services nests it."""
    key, facts = organization["key"], read_facts(organization)
    owner = record_id("organization", key)
    made = {"id": owner, "name": organization["name"], "description": description, "email": mailbox("hello", key)}
    if facts.get("cy") and facts["cy"] != organization["name"]:
        made["alternate_name"] = facts["cy"]
    if facts["status"] != "group":
        made["website"] = site_of(key)
    made["legal_status"] = LEGAL_STATUS[facts["status"]]
    if re.fullmatch(r"\d{4}", facts["year"]):
        made["year_incorporated"] = int(facts["year"])
    made["phones"] = [{"id": part_id(owner, "phone"), "number": phones.number("landline", key), "type": "voice"}]
    identifiers = registered_number(owner, key, facts["status"])
    if identifiers:
        made["organization_identifiers"] = identifiers
    attributes = [terms.attribute(owner, "accord-themes", t) for t in facts["themes"]]
    if "signed" in facts:
        attributes.append(terms.attribute(owner, "accord", "signatory", facts["signed"]))
    if attributes:
        made["attributes"] = attributes
    return made


def csv_row(organization, description, phones, site, position):
    key, facts = organization["key"], read_facts(organization)
    return {"id": record_id("organization", key), "name": organization["name"], "alternate_name": facts.get("cy", ""), "description": description,
            "email": mailbox("hello", key), "website": site_of(key) if facts["status"] != "group" else "", "phone": phones.number("landline", key),
            "legal_status": LEGAL_STATUS[facts["status"]], "year_incorporated": facts["year"],
            "charity_number": charity_number(key) if facts["status"] in ("charity", "cio") else "", "address_1": f"{site['name']}, {site['address']}",
            "city": site["place"].split("@")[0], "postal_code": position["postcode"], "latitude": position["latitude"], "longitude": position["longitude"],
            "signatory_on": facts.get("signed", ""), "themes": ";".join(facts["themes"])}


def write_organizations_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
