"""Makes HSDS attributes that state terms of the project's own taxonomies."""
from sample.ids import part_id, taxonomy_id, term_id
from sample.tables import TableError

LINK_TYPES = {"fingerpost-needs": "need", "fingerpost-kinds": "kind", "fingerpost-here": "here", "fingerpost-safety": "safety", "fingerpost-access": "access",
              "fingerpost-referral": "referral", "fingerpost-volunteering": "volunteering", "accord-themes": "theme", "accord": "accord"}


class Terms:
    """The taxonomies by name and code, as `write_taxonomies` returns them."""

    def __init__(self, index):
        self.index = index

    def attribute(self, owner, taxonomy, code, value=None):
        """An attribute of the record `owner`, to be nested in it."""
        if code not in self.index[taxonomy]:
            raise TableError(f"{code!r} is not a term of {taxonomy}")
        term = self.index[taxonomy][code]
        stated = {"id": part_id(owner, "attribute", taxonomy, code, value or ""), "link_type": LINK_TYPES[taxonomy]}
        if value is not None:
            stated["value"] = value
        stated["taxonomy_term"] = {"id": term_id(taxonomy, code), "code": code, "name": term["name"], "description": term["description"], "taxonomy": taxonomy,
                                   "taxonomy_id": taxonomy_id(taxonomy)}
        return stated
