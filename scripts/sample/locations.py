"""Makes HSDS locations of buildings (buildings/*.txt) and of other sites (listings/*.txt)."""
from sample.buildings import building_row
from sample.contacts import uprn
from sample.ids import part_id, record_id
from sample.tables import TableError, read_places_csv

# Where a district is not the county that people write on an envelope.
COUNTIES = {"Telford and Wrekin": "Shropshire", "Cheshire East": "Cheshire", "Cheshire West and Chester": "Cheshire", "Newcastle-under-Lyme": "Staffordshire",
            "Stafford": "Staffordshire", "South Staffordshire": "Staffordshire"}
WORDS = {("step_free", "yes"): "Step-free entrance.", ("step_free", "no"): "There are steps at the entrance.", ("lift", "yes"): "Lift to all floors that are used.",
         ("hearing_loop", "yes"): "Hearing loop.", ("changing_place", "yes"): "Changing Places toilet.", ("accessible_toilet", "yes"): "Accessible toilet.",
         ("accessible_toilet", "no"): "No accessible toilet.", ("blue_badge", "yes"): "Blue Badge parking.", ("quiet_space", "yes"): "A quiet space."}


def building_access(row):
    """{access code: yes or no} from the facts of a row of buildings.csv."""
    found = {}
    for code, column in (("step_free", "step_free"), ("lift", "lift"), ("hearing_loop", "hearing_loop"), ("changing_place", "changing_places"), ("quiet_space", "quiet_room")):
        if row[column]:
            found[code] = row[column]
    for code, column in (("accessible_toilet", "accessible_toilets"), ("blue_badge", "blue_badge_bays")):
        if row[column]:
            found[code] = "no" if row[column] == "0" else "yes"
    return found


def site_access(text):
    """({access code: yes or no}, is confidential) from `step_free yes, lift no, confidential`."""
    found, confidential = {}, False
    for part in filter(None, (p.strip() for p in text.split(","))):
        if part == "confidential":
            confidential = True
        else:
            code, value = part.split()
            found[code] = value
    return found, confidential


class Locations:
    """Every place that a service may name, by key."""

    def __init__(self, buildings, sites, positions, terms):
        self.buildings = {b["key"]: b for b in buildings}
        self.sites = {s["key"]: s for s in sites}
        self.positions, self.terms, self.used = positions, terms, set()
        self.places = read_places_csv()

    def location(self, key):
        """The HSDS location; the same one each time."""
        self.used.add(key)
        place = self.buildings.get(key) or self.sites.get(key)
        if not place:
            raise TableError(f"no building or site has the key {key!r}")
        owner, position = record_id("location", key), self.positions[key]
        made = {"id": owner, "location_type": "physical", "name": place["name"]}
        if key in self.buildings:
            access, confidential = building_access(building_row(place, position, "", {}, False)), False
            made["description"] = " ".join(place["text"].split())
            made.update(external_identifier=uprn(key), external_identifier_type="UPRN")
        else:
            access, confidential = site_access(place["access"])
        made.update(latitude=float(position["latitude"]), longitude=float(position["longitude"]))
        made["addresses"] = [self.address(owner, place, position)]
        said = [WORDS[item] for item in access.items() if item in WORDS]
        if said:
            made["accessibility"] = [{"id": part_id(owner, "accessibility"), "description": " ".join(said)}]
        attributes = [self.terms.attribute(owner, "fingerpost-access", code, value) for code, value in access.items()]
        if confidential:
            attributes.append(self.terms.attribute(owner, "fingerpost-safety", "confidential"))
        if attributes:
            made["attributes"] = attributes
        return {name: value for name, value in made.items() if value != ""}

    def county(self, city, postcode):
        """The county of a place of the seed; of namesakes, the one with this outcode, else the one in Shropshire."""
        rows = [p for p in self.places if p["name"] == city]
        best = min(rows, key=lambda p: (p["outcode"] != postcode.split()[0], p["district"] != "Shropshire"))
        return COUNTIES.get(best["district"], best["district"])

    def address(self, owner, place, position):
        city = place["place"].split("@")[0]
        return {"id": part_id(owner, "address"), "address_1": place["address"], "city": city, "state_province": self.county(city, position["postcode"]),
                "postal_code": position["postcode"], "country": "GB", "address_type": "physical"}
