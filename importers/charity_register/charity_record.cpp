#include "importers/charity_register/detail/charity_record.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/dates.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {
namespace {

using model::RecordKind;

constexpr std::array<std::string_view, 20> kCharity = {"registered_charity_number",
                                                       "linked_charity_number",
                                                       "charity_name",
                                                       "charity_type",
                                                       "charity_registration_status",
                                                       "date_of_registration",
                                                       "charity_contact_address1",
                                                       "charity_contact_address2",
                                                       "charity_contact_address3",
                                                       "charity_contact_address4",
                                                       "charity_contact_address5",
                                                       "charity_contact_postcode",
                                                       "charity_contact_phone",
                                                       "charity_contact_email",
                                                       "charity_contact_web",
                                                       "charity_company_registration_number",
                                                       "charity_activities",
                                                       "date_of_extract",
                                                       "latest_income",
                                                       "charity_insolvent"};
constexpr std::array<std::string_view, 4> kDocument = {"registered_charity_number", "linked_charity_number",
                                                       "charitable_objects", "area_of_benefit"};
constexpr std::array<std::string_view, 5> kClassification = {"registered_charity_number", "linked_charity_number",
                                                             "classification_code", "classification_type",
                                                             "classification_description"};
constexpr std::array<std::string_view, 4> kOtherNames = {"registered_charity_number", "linked_charity_number",
                                                         "charity_name_type", "charity_name"};
constexpr std::array<std::string_view, 4> kArea = {"registered_charity_number", "linked_charity_number",
                                                   "geographic_area_type", "geographic_area_description"};

constexpr std::string_view kTaxonomy = "charity-classification";

/// "EDUCATION/TRAINING" → "Education/training"; text with small letters stays.
std::string sentence_case(std::string text) {
  if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return text;
  text = ascii_lower(text);
  if (!text.empty()) text.front() = ascii_upper(text.substr(0, 1)).front();
  return text;
}

/// Builds the records of one charity from its rows.
class CharityBuilder {
 public:
  CharityBuilder(std::span<const InputFile> files, ImportContext& context) : files_(files), context_(context) {}

  void take(CharityTable table, CharityRow row) {
    switch (table) {
      case CharityTable::charity:
        charities_.push_back(std::move(row));
        break;
      case CharityTable::governing_document:
        take_document(row);
        break;
      case CharityTable::classification:
        classes_.push_back(std::move(row));
        break;
      case CharityTable::other_names:
        names_ += (names_.empty() ? "" : "; ") + row.values[3];
        break;
      case CharityTable::area_of_operation:
        areas_.push(Json(row.values[3]));
        break;
      case CharityTable::unknown:
        break;
    }
  }

  bool has_charity() const { return !charities_.empty(); }
  bool is_removed() const { return equals_ignoring_case(value("charity_registration_status"), "removed"); }

  void emit() {
    const CharityRow& row = charities_.front();
    raw_ = {source_id(), files_[row.file].name, row.line, row.raw};
    for (std::size_t i = 1; i < charities_.size(); ++i)
      context_.refuse(
          {model::Severity::error, "duplicate-id", files_[charities_[i].file].name, charities_[i].line,
           "registered_charity_number", source_id(), "The charity stands above already; the first row is kept."},
          {source_id(), files_[charities_[i].file].name, charities_[i].line, charities_[i].raw});
    auto organization = organization_of_row();
    emit_place(organization);
    for (const CharityRow& row_of_class : classes_) organization.attributes.push_back(classification(row_of_class));
    context_.emit(std::move(organization), raw_);
  }

 private:
  std::string_view value(std::string_view column) const {
    const auto at = std::find(kCharity.begin(), kCharity.end(), column) - kCharity.begin();
    return charities_.front().values[static_cast<std::size_t>(at)];
  }
  std::string text(std::string_view column) const { return std::string(value(column)); }

  std::string source_id() const {
    const std::string_view linked = value("linked_charity_number");
    return fmt::format("GB-CHC-{}{}", value("registered_charity_number"),
                       linked.empty() || linked == "0" ? "" : fmt::format("-{}", linked));
  }

  void take_document(const CharityRow& row) {
    objects_ = row.values[2];
    benefit_ = row.values[3];
  }

  model::Organization organization_of_row() const {
    model::Organization made;
    made.id = context_.id_for(RecordKind::organization, source_id());
    made.name = text("charity_name");
    made.alternate_name = names_;
    made.description = value("charity_activities").empty() ? objects_ : text("charity_activities");
    made.email = text("charity_contact_email");
    made.website = text("charity_contact_web");
    made.legal_status = text("charity_type");
    if (const auto phone = text("charity_contact_phone"); !phone.empty()) {
      made.phones.emplace_back();
      made.phones.back().number = phone;
    }
    add_identifier(made, "GB-CHC", "Registered charity number", text("registered_charity_number"));
    std::string company = text("charity_company_registration_number");
    if (!company.empty() && parse_integer(company)) company.insert(0, company.size() < 8 ? 8 - company.size() : 0, '0');
    add_identifier(made, "GB-COH", "Company number", company);
    if (const auto day = parse_british_day(value("date_of_registration")))
      made.extra.set("date_registered", to_string(*day));
    if (!objects_.empty() && objects_ != made.description) made.extra.set("charitable_objects", objects_);
    if (!benefit_.empty()) made.extra.set("area_of_benefit", benefit_);
    if (!areas_.is_null()) made.extra.set("areas_of_operation", areas_);
    return made;
  }

  static void add_identifier(model::Organization& to, std::string_view scheme, std::string_view type,
                             const std::string& number) {
    if (number.empty()) return;
    to.organization_identifiers.emplace_back();
    to.organization_identifiers.back().identifier_scheme = scheme;
    to.organization_identifiers.back().identifier_type = type;
    to.organization_identifiers.back().identifier = number;
  }

  /// The contact address is where letters go, not where help is given.
  void emit_place(model::Organization& organization) {
    std::vector<std::string> lines;
    for (int i = 1; i <= 5; ++i)
      if (auto line = text(fmt::format("charity_contact_address{}", i)); !line.empty())
        lines.push_back(std::move(line));
    const std::string postcode = text("charity_contact_postcode");
    if (lines.empty() && postcode.empty()) return;
    model::Address address;
    if (!lines.empty()) address.address_1 = lines.front();
    if (lines.size() > 1) address.city = lines.back();
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) address.address_2 += (i > 1 ? ", " : "") + lines[i];
    address.postal_code = postcode;
    address.country = "GB";
    address.address_type = "postal";
    model::Location place;
    place.id = context_.id_for(RecordKind::location, source_id());
    place.organization_id = organization.id;
    place.location_type = "postal";
    place.addresses.push_back(std::move(address));
    organization.location_ids.push_back(place.id);
    context_.emit(std::move(place), raw_);
  }

  model::Attribute classification(const CharityRow& row) {
    model::Taxonomy taxonomy;
    taxonomy.id = context_.id_for(RecordKind::taxonomy, kTaxonomy);
    taxonomy.name = kTaxonomy;
    taxonomy.description = "What charities do, whom they help and how, as the Charity Commission classifies them.";
    model::TaxonomyTerm group;
    group.id = context_.id_for(RecordKind::taxonomy_term, row.values[3]);
    group.code = ascii_lower(row.values[3]);
    group.name = row.values[3];
    group.description = row.values[3];
    group.taxonomy = kTaxonomy;
    group.taxonomy_id = taxonomy.id;
    model::TaxonomyTerm term = group;
    term.id = context_.id_for(RecordKind::taxonomy_term, row.values[2]);
    term.parent_id = row.values[3].empty() ? Uuid{} : group.id;
    term.code = row.values[2];
    term.name = sentence_case(row.values[4]);
    term.description = term.name;
    model::Attribute attribute;
    attribute.link_type = "classification";
    attribute.taxonomy_term = {term.id, term.code, term.name, {}, {}, term.taxonomy, term.taxonomy_id, {}};
    attribute.taxonomy_term_id = term.id;
    const model::RawRow raw{row.values[2], files_[row.file].name, row.line, ""};
    context_.emit(std::move(taxonomy), raw);
    if (!row.values[3].empty()) context_.emit(std::move(group), raw);
    context_.emit(std::move(term), raw);
    return attribute;
  }

  std::span<const InputFile> files_;
  ImportContext& context_;
  model::RawRow raw_;
  std::vector<CharityRow> charities_, classes_;
  std::string objects_, benefit_, names_;
  Json areas_;
};

}  // namespace

std::span<const std::string_view> columns_of(CharityTable table) {
  switch (table) {
    case CharityTable::charity:
      return kCharity;
    case CharityTable::governing_document:
      return kDocument;
    case CharityTable::classification:
      return kClassification;
    case CharityTable::other_names:
      return kOtherNames;
    case CharityTable::area_of_operation:
      return kArea;
    case CharityTable::unknown:
      break;
  }
  return {};
}

std::string CharityRow::pack() const {
  std::vector<std::string> texts = {std::to_string(file), std::to_string(line), raw};
  texts.insert(texts.end(), values.begin(), values.end());
  return importers::pack(texts);
}

CharityRow CharityRow::unpack(std::string_view packed) {
  auto texts = importers::unpack(packed);
  CharityRow row{static_cast<std::size_t>(parse_integer(texts[0]).value_or(0)),
                 static_cast<std::uint64_t>(parse_integer(texts[1]).value_or(0)),
                 std::move(texts[2]),
                 {}};
  row.values.assign(std::make_move_iterator(texts.begin() + 3), std::make_move_iterator(texts.end()));
  return row;
}

void CharityRecords::emit(const KeyedRows::Group& group) {
  CharityBuilder charity(files_, context_);
  for (const KeyedRows::Row& row : group.rows)
    charity.take(static_cast<CharityTable>(row.table), CharityRow::unpack(row.content));
  if (!charity.has_charity()) {
    const CharityRow row = CharityRow::unpack(group.rows.front().content);
    context_.note({model::Severity::note, "orphan-rows", files_[row.file].name, row.line, "registered_charity_number",
                   std::string(group.key), "Rows of a charity that the extract's main table does not hold."});
  } else if (charity.is_removed()) {
    ++removed_;
  } else {
    charity.emit();
  }
}

}  // namespace fingerpost::importers
