#include "importers/detail/term_json.hpp"

#include "base/text.hpp"
#include "model/record_json.hpp"

namespace fingerpost::importers {
namespace {

using model::RecordKind;

constexpr int kMaxTermDepth = 12;

/// An id as text, whatever its type; empty when there is none.
std::string id_text(const Json& id) {
  if (id.is_null()) return {};
  std::string text = id.is_string() ? std::string(trim(id.string())) : id.dump();
  return text == "0" || text == "\"\"" ? std::string() : text;
}

/// Gathers the records of one object and what is nested in it.
class TermReader {
 public:
  explicit TermReader(ImportContext& context) : context_(context) {}

  model::Taxonomy taxonomy(Json json) {
    const Json terms = json.take("taxonomy_terms");
    auto record = read<model::Taxonomy>(RecordKind::taxonomy, json, record_id(RecordKind::taxonomy, json));
    for (const Json& term : terms.elements()) add_term(term, &record, {}, 0);
    return record;
  }

  /// `given` stands when the term says nothing of its taxonomy.
  void add_term(Json json, const model::Taxonomy* given, const Uuid& parent, int depth) {
    if (!json.is_object() || depth > kMaxTermDepth) return;
    for (const auto& [from, to] : {std::pair{"label", "name"}, {"slug", "code"}})
      if (Json value = json.take(from); !value.is_null() && json.find(to) == nullptr) json.set(to, std::move(value));
    const Json children = json.take("children");
    const Json vocabulary = json.take("vocabulary");
    const Json detail = json.take("taxonomy_detail");
    const Json nested = json["taxonomy"].is_object() ? json.take("taxonomy") : Json();
    const std::string parent_text = id_text(json.take("parent_id"));
    const std::string taxonomy_text = id_text(json.take("taxonomy_id"));

    auto term = read<model::TaxonomyTerm>(RecordKind::taxonomy_term, json, record_id(RecordKind::taxonomy_term, json));
    term.parent_id = parent_text.empty() ? parent : context_.id_for(RecordKind::taxonomy_term, parent_text);
    if (term.taxonomy.empty() && vocabulary.is_string()) term.taxonomy = vocabulary.string();
    if (!taxonomy_text.empty()) term.taxonomy_id = context_.id_for(RecordKind::taxonomy, taxonomy_text);
    for (const Json& held : {detail, nested})
      if (held.is_object()) belong(term, taxonomy_of(held));
    if (given != nullptr) belong(term, *given);
    const Uuid id = term.id;
    const model::Taxonomy same{term.taxonomy_id, term.taxonomy, {}, {}, {}, {}, {}};
    std::vector<model::Record> below;
    records_.push_back(std::move(term));
    for (const Json& child : children.elements()) add_term(child, &same, id, depth + 1);
  }

  std::vector<model::Record> take() { return std::move(records_); }

 private:
  template <typename Part>
  Part read(RecordKind kind, Json& json, const Uuid& id) {
    const std::string given = id_text(json["id"]);
    json.set("id", to_string(id));
    auto record = model::record_from_json(kind, json);
    Part part = record ? std::get<Part>(std::move(*record)) : Part{};
    if (!given.empty() && !parse_uuid(given)) part.extra.set("source_id", given);
    return part;
  }

  /// By its id, else its code, else its name.
  Uuid record_id(RecordKind kind, const Json& json) const {
    std::string key = id_text(json["id"]);
    if (key.empty()) key = id_text(json["code"]);
    if (key.empty()) key = json["name"].string();
    return key.empty() ? Uuid{} : context_.id_for(kind, key);
  }

  model::Taxonomy taxonomy_of(const Json& held) {
    auto taxonomy = TermReader(context_).taxonomy(held);
    if (!taxonomy.id.is_nil() && !taxonomy.name.empty()) records_.emplace_back(taxonomy);
    return taxonomy;
  }

  static void belong(model::TaxonomyTerm& term, const model::Taxonomy& taxonomy) {
    if (term.taxonomy.empty()) term.taxonomy = taxonomy.name;
    if (term.taxonomy_id.is_nil()) term.taxonomy_id = taxonomy.id;
  }

  ImportContext& context_;
  std::vector<model::Record> records_;
};

Result<void> need_identity(const Json& json) {
  if (json.is_object() && (!id_text(json["id"]).empty() || !json["name"].string().empty() ||
                           !id_text(json["code"]).empty() || !json["label"].string().empty()))
    return {};
  return fail(ProblemCode::invalid_record, "/id", "", "A taxonomy or term needs an id, a code or a name.");
}

}  // namespace

Result<std::vector<model::Record>> taxonomy_records(const Json& taxonomy, ImportContext& context) {
  if (auto known = need_identity(taxonomy); !known) return fail(known.error());
  TermReader reader(context);
  auto record = reader.taxonomy(taxonomy);
  auto records = reader.take();
  records.emplace_back(std::move(record));
  return records;
}

Result<std::vector<model::Record>> term_records(const Json& term, ImportContext& context) {
  return term_records(term, {}, context);
}

Result<std::vector<model::Record>> term_records(const Json& term, const model::Taxonomy& taxonomy,
                                                ImportContext& context) {
  if (auto known = need_identity(term); !known) return fail(known.error());
  TermReader reader(context);
  reader.add_term(term, taxonomy.id.is_nil() && taxonomy.name.empty() ? nullptr : &taxonomy, {}, 0);
  return reader.take();
}

std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : fold(name)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word)
      slug += c;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace fingerpost::importers
