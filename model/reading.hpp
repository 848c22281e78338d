#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "geo/point.hpp"
#include "model/records.hpp"

/// What records say, read in one place: the vocabulary of Fingerpost's own taxonomies and how facts, kinds, safety and
/// "here" sit in HSDS (the contract's "How the domain sits in HSDS").
namespace fingerpost::model {

/// Names of the taxonomies with meaning to the engine.
namespace taxonomy_name {
inline constexpr std::string_view kinds = "fingerpost-kinds";    ///< terms: role, building
inline constexpr std::string_view here = "fingerpost-here";      ///< visits, speaks_for, online, covers, delivers
inline constexpr std::string_view safety = "fingerpost-safety";  ///< confidential
inline constexpr std::string_view access = "fingerpost-access";  ///< step_free, hearing_loop, bsl, …
inline constexpr std::string_view needs = "fingerpost-needs";
inline constexpr std::string_view themes = "accord-themes";
inline constexpr std::string_view accord = "accord";  ///< signatory, value: date
inline constexpr std::string_view facts = "building-facts";
inline constexpr std::string_view referral = "fingerpost-referral";  ///< self, professional
}  // namespace taxonomy_name

/// True for the names above: taxonomies whose terms ship with the program.
bool is_own_taxonomy(std::string_view name);

/// The id under which a term of one of our own taxonomies is known when nobody gave it another: UUIDv5 of
/// "taxonomy\ncode" in kImportNamespace. Data may carry the same term under another id, so ask `states`, never this.
Uuid own_term_id(std::string_view taxonomy, std::string_view code);
/// An attribute that states a term of one of our own taxonomies.
Attribute own_attribute(std::string_view taxonomy, std::string_view code, std::string value = {});

/// True when the attribute is of that taxonomy (by its embedded name, whatever the case).
bool is_in(const Attribute& attribute, std::string_view taxonomy);
/// True when the attribute states that term: by the embedded taxonomy and code (or name, where there is no code), else,
/// where no taxonomy is embedded, by our own id. Says nothing about the value: "no" is a statement too.
bool states(const Attribute& attribute, std::string_view taxonomy, std::string_view code);
const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view taxonomy,
                                std::string_view code);

/// yes / no / not known.
enum class Tri : std::uint8_t { unknown, no, yes };
std::string_view to_string(Tri value);
/// "yes", "y", "true", "1" / "no", … / "", "unknown", "n/k", anything else: unknown.
Tri parse_tri(std::string_view text);

/// A building fact as stated: the value is text, read by type where it is used.
struct Fact {
  std::string code;  ///< `kitchen`, `capacity_seated`, …
  std::string value;
  std::string source, verified_on;
};
std::vector<Fact> facts_of(const Location& location);
/// Adds or replaces a fact.
void set_fact(Location& location, const Fact& fact);

bool is_building(const Location& location);  ///< community building: kind `building` or any building fact
/// A building that anybody may know of: none that is confidential or was withheld.
bool is_public_building(const Location& location);
bool is_role(const Service& service);
/// Free of charge: a cost option of 0 or "free", or fees that say so; no: an amount above 0; else unknown.
Tri is_free(const Service& service);
/// `self`, `professional` when the application process or an attribute says so.
std::vector<std::string> referral_routes(const Service& service);
/// Codes of `fingerpost-access` stated (yes, no or unknown) for the place and the service at it.
std::vector<std::pair<std::string, Tri>> access_of(const Location& location);
/// ISO 639 codes, lower case.
std::vector<std::string> languages_of(const Service& service);
/// `assured_date`, else the newest verified_on of its facts or metadata.
std::optional<Day> verified_on(const Record& record);
std::optional<Day> edited_on(const Record& record);
/// active, temporarily closed: shown (the second says so); inactive, defunct: closed records, not found by search.
bool is_searchable(const Service& service);

/// A registered number that links records of several sources: ("GB-CHC", "1234567"), ("GB-COH", "01234567"),
/// ("UPRN", "10014520"). Normalised; malformed ones are left out.
struct Identity {
  std::string scheme, value;
  auto operator<=>(const Identity&) const = default;
};
std::vector<Identity> identities_of(const Record& record);

/// Confidential by its own statement (`fingerpost-safety`: confidential, any value but no), or a location or service of
/// a refuge kind that does not state "no": a refuge for people fleeing abuse by name, category or description (the
/// rules are in detail/refuge_words.hpp), an address that says it is withheld, a location that was withheld before.
/// Fails closed.
bool is_confidential(const Service& service);
bool is_confidential(const Location& location);
/// It was withheld already: what is left of it may be known.
bool is_withheld(const Location& location);

/// A confidential location taken apart. `open` may be known to anybody: id, organization, type, the name "Confidential
/// location", the centre of the coarse cell (about 5 km) as its position, an address of the outcode alone, the bare
/// terms of fingerpost-* taxonomies, and `extra.withheld` true. `sealed` is the whole location in its stored shape, for
/// sealing. Withholding what is withheld changes nothing in `open`.
struct Withheld {
  Location open;
  Json sealed;
};
Withheld withhold(const Location& location);

/// One line for people: "Parish Hall, High Street, Clun SY7 8JB".
std::string address_line(const Location& location);
/// The full postcode of the first physical (else any) address; empty when none.
std::string postcode_of(const Location& location);
/// Latitude and longitude when both are there and plausible (not 0,0).
std::optional<geo::Point> point_of(const Location& location);

}  // namespace fingerpost::model
