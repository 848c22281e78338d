"""The rules that decide whether validators and clients accept a feed, kept by ourselves so that they are tested also
where the published schemas are not at hand. Each function gives sentences; none is good."""
import re

UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
TIME = re.compile(r"^\d\d:\d\d:\d\d$")
DATE_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
ADDRESS = re.compile(r"^https?://[^\s.]+(\.[^\s.]+)*[^\s]*$")
ENUMS = {"status": {"active", "inactive", "defunct", "temporarily closed"}, "location_type": {"physical", "postal", "virtual"},
         "address_type": {"physical", "postal", "virtual"}, "freq": {"WEEKLY", "MONTHLY"}}
WEB = {"url", "website", "uri", "term_uri", "schedule_link"}
REQUIRED_IN_PAGE = {"total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool,
                    "last_page": bool, "empty": bool, "contents": list}


def faults_of(value, at=""):
    """Ids, nulls, empty texts, addresses, times, enumerations and the DfE client's typing, at any depth."""
    if value is None or value == "":
        yield f"{at}: absent properties are left out, never {value!r}"
    elif isinstance(value, list):
        for number, element in enumerate(value):
            yield from faults_of(element, f"{at}/{number}")
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from faults_of(member, f"{at}/{key}")
            yield from property_faults(key, member, f"{at}/{key}")


def property_faults(key, value, at):
    if (key == "id" or key.endswith("_id")) and key not in ("source_id",) and not (isinstance(value, str) and UUID.match(value)):
        yield f"{at}: {value!r} is no lower-case UUID"
    if key in WEB and isinstance(value, str) and not value.startswith("urn:") and not ADDRESS.match(value):
        yield f"{at}: {value!r} is no absolute address"
    if key in ("email", "assurer_email") and not re.match(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", value):
        yield f"{at}: {value!r} is no e-mail address"
    if key in ("last_modified", "updated") and not DATE_TIME.match(value):
        yield f"{at}: {value!r} is no RFC 3339 time"
    if key in ENUMS and value not in ENUMS[key]:
        yield f"{at}: {value!r} is none of {sorted(ENUMS[key])}"
    if key in ("opens_at", "closes_at") and not TIME.match(value):
        yield f"{at}: {value!r} is not HH:MM:SS"
    if key in ("minimum_age", "maximum_age") and isinstance(value, float) and value.is_integer():
        yield f"{at}: {value!r} is a whole number with a decimal point"


def page_faults(page):
    for name, kind in REQUIRED_IN_PAGE.items():
        if type(page.get(name)) is not kind:
            yield f"{name} is {page.get(name)!r}, not of type {kind.__name__}"
            return
    if page["size"] != len(page["contents"]):
        yield f"size {page['size']} but {len(page['contents'])} records"
    if page["empty"] != (not page["contents"]):
        yield "empty is wrong"
    if page["first_page"] != (page["page_number"] == 1):
        yield "first_page is wrong"
    if page["last_page"] != (page["page_number"] >= page["total_pages"]):
        yield "last_page is wrong"
    if page["total_pages"] < 1:
        yield "total_pages is below 1"


def undeclared(value, schema, components, at=""):
    """Properties that a document does not declare: what the strictest validator counts as errors."""
    while "$ref" in schema:
        schema = components["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, list) and "items" in schema:
        for element in value:
            yield from undeclared(element, schema["items"], components, at + "/*")
    elif isinstance(value, dict) and "properties" in schema:
        for key, member in value.items():
            if key not in schema["properties"]:
                yield f"{at}/{key}"
            else:
                yield from undeclared(member, schema["properties"][key], components, f"{at}/{key}")
