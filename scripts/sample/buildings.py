"""Writes data/sample/buildings.csv, the register of community buildings."""
import csv

from sample.contacts import mailbox, site_of, uprn
from sample.ids import record_id
from sample.tables import TableError, read_buildings, read_positions

COLUMNS = ("id name building_type address_1 city postal_code latitude longitude uprn organization_id managing_organisation description phone email website "
           "capacity_standing capacity_seated capacity_sleeping largest_room_m2 rooms quiet_room heating_type heating_works_in_power_cut backup_generator "
           "solar_battery mains_water toilets accessible_toilets changing_places showers baby_change laundry kitchen kitchen_type hot_drinks_for step_free lift "
           "hearing_loop parking_spaces blue_badge_bays coach_access hgv_access needs_4x4_in_snow wifi wifi_on_backup mobile_signal landline pa_system flood_zone "
           "flooded_before only_access_road pets first_aid defibrillator camp_beds blankets play_space verified_on source").split()
POWER_CUT = {"yes": "yes", "no": "no", "?": ""}


def known(value):
    return "" if value == "?" else value


def size_facts(row, words):
    row["capacity_standing"], row["capacity_seated"], row["capacity_sleeping"] = (known(v) for v in words[0].split("/"))
    row["largest_room_m2"], row["rooms"] = words[1].removesuffix("m2"), words[2].removesuffix("r")


def heat_facts(row, words):
    row["heating_type"], row["heating_works_in_power_cut"], row["backup_generator"] = words[0], POWER_CUT[words[1]], known(words[2])


def wc_facts(row, words):
    row["toilets"], row["accessible_toilets"], row["showers"] = words[0].split("/")


def kitchen_facts(row, words):
    row["kitchen_type"], row["hot_drinks_for"] = words
    row["kitchen"] = "no" if words[0] == "none" else "yes"


def park_facts(row, words):
    row["parking_spaces"], row["blue_badge_bays"] = words[0].split("/")


def flood_facts(row, words):
    row["flood_zone"], row["flooded_before"] = known(words[0]), known(words[1])


def seen_facts(row, words):
    row["verified_on"], row["source"] = words[0], " ".join(words[1:])


def flag_facts(row, words, value):
    for word in words:
        if word not in COLUMNS:
            raise TableError(f"{row['name']}: {word!r} is not a fact")
        if not row[word]:
            row[word] = value


GROUPS = {"size": size_facts, "heat": heat_facts, "wc": wc_facts, "kitchen": kitchen_facts, "park": park_facts, "flood": flood_facts, "seen": seen_facts,
          "yes": lambda row, words: flag_facts(row, words, "yes"), "no": lambda row, words: flag_facts(row, words, "no")}
PLAIN = {"signal": "mobile_signal", "pets": "pets", "camp_beds": "camp_beds", "blankets": "blankets"}


def read_facts(row, text):
    """Fills the fact columns from `size 200/140/50 178m2 3r; heat oil no hook_up; …`."""
    for group in text.split(";"):
        name, *words = group.split()
        if name in PLAIN:
            row[PLAIN[name]] = words[0]
        else:
            GROUPS[name](row, words)


def building_row(building, position, phone, organization_keys, is_linked):
    key = building["key"]
    row = dict.fromkeys(COLUMNS, "")
    row.update(id=record_id("building", key), name=building["name"], building_type=building["type"], address_1=building["address"],
               city=building["place"].split("@")[0], postal_code=position["postcode"], latitude=position["latitude"], longitude=position["longitude"],
               managing_organisation=building["manager"], description=building["text"], phone=phone, email=mailbox("bookings", key))
    if building["type"] == "community_centre":
        row["website"] = site_of(key)
    if building["manager"] in organization_keys:
        row["organization_id"] = record_id("organization", organization_keys[building["manager"]])
    if is_linked:
        row["uprn"] = uprn(key)
    read_facts(row, building["facts"])
    return row


def write_buildings(path, phones, organization_keys, linked):
    """`organization_keys`: key by name; `linked`: keys of buildings where listed services are held."""
    positions = read_positions()
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        for building in sorted(read_buildings(), key=lambda b: b["key"]):
            key = building["key"]
            table.writerow(building_row(building, positions[key], phones.number("landline", key), organization_keys, key in linked))
