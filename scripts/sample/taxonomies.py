"""Reads scripts/sample/taxonomies/*.txt and writes data/taxonomies/*.json."""
import json
import pathlib

from sample.ids import taxonomy_id, term_id

HERE = pathlib.Path(__file__).resolve().parent
VERSION = "1.0"
DESCRIPTIONS = {
    "fingerpost-needs": ("What people need and the kinds of help that meet it",
                         "Two or three levels in plain English and Welsh, written for Fingerpost. A service carries the most exact term that is true of it."),
    "fingerpost-kinds": ("Kinds of record", "Tells volunteering roles from services and community buildings from other locations."),
    "fingerpost-here": ("The five kinds of here", "How help reaches a place: delivered, covering, visiting, speaking for, online."),
    "fingerpost-safety": ("Safety", "What must never be shown."),
    "fingerpost-access": ("Access", "Access to places and services, each yes, no or not known."),
    "fingerpost-referral": ("Ways in", "Whether a person may come alone or has to be referred."),
    "fingerpost-volunteering": ("Volunteering roles", "Skills, times, checks and expenses of volunteering roles."),
    "building-facts": ("Facts about community buildings", "One term for each fact, with the type of its value and, where there is a list, the values allowed."),
    "accord-themes": ("Themes of the Shropshire Accord", "The fifteen themes, in order."),
    "accord": ("Standing towards the Shropshire Accord", "Signatories, each with the date of signing."),
}
VALUE_TYPES = {"yes/no": "yes_no", "one of": "one_of", "number": "number", "date": "date", "text": "text"}


def read_rows(path):
    """(depth, [cells]) for each line that is not a comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield (len(line) - len(line.lstrip())) // 2, [c.strip() for c in line.split("|")]


def make_term(taxonomy, cells, parent):
    code, name, welsh, description = cells[:4]
    term = {"id": term_id(taxonomy, code), "code": code, "name": name, "description": description or name,
            "language": "en", "name_cy": welsh, "taxonomy": taxonomy, "taxonomy_id": taxonomy_id(taxonomy)}
    if parent:
        term["parent_id"] = term_id(taxonomy, parent)
    return term


def add_value_type(term, cells, group):
    """`value_type`, and `values` or `unit`, of a building fact."""
    kind, detail = cells[4], cells[5]
    term["value_type"] = VALUE_TYPES[kind]
    term["group"] = group
    if kind == "one of":
        term["values"] = [v.strip() for v in detail.split(",")]
    elif detail:
        term["unit"] = detail


def read_taxonomy(name):
    """The taxonomy in the layout that `fingerpost import --format taxonomy` reads."""
    title, description = DESCRIPTIONS[name]
    terms, path, group = [], [], ""
    for depth, cells in read_rows(HERE / "taxonomies" / f"{name}.txt"):
        path = path[:depth] + [cells[0]]
        if name == "building-facts" and len(cells) > 4 and cells[4] == "group":
            group = cells[1]
            continue
        parent = path[depth - 1] if depth and name != "building-facts" else None
        term = make_term(name, cells, parent)
        if name == "building-facts":
            add_value_type(term, cells, group if depth else "Identity")
        elif name == "accord-themes":
            term["number"] = len(terms) + 1
        elif name == "accord":
            term["value_type"] = "date"
        terms.append(term)
    return {"taxonomy": {"id": taxonomy_id(name), "name": name, "title": title, "description": description,
                         "version": VERSION, "uri": f"https://fingerpost.example.org/taxonomies/{name}"},
            "taxonomy_terms": terms}


def write_taxonomies(folder):
    """Writes one file a taxonomy; returns {taxonomy: {code: term}}."""
    folder.mkdir(parents=True, exist_ok=True)
    index = {}
    for name in DESCRIPTIONS:
        taxonomy = read_taxonomy(name)
        text = json.dumps(taxonomy, ensure_ascii=False, indent=2) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        index[name] = {t["code"]: t for t in taxonomy["taxonomy_terms"]}
    return index
