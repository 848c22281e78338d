#include <algorithm>
#include <map>

#include "api/endpoints/hsds.hpp"
#include "api/responses/hsds_answer.hpp"
#include "base/text.hpp"
#include "model/assemble.hpp"
#include "model/stated_terms.hpp"

namespace fingerpost::api {
namespace {

using model::RecordKind;

/// Every word of `search` begins a word of `text`.
bool has_words(std::string_view search, std::initializer_list<std::string_view> texts) {
  if (search.empty()) return true;
  std::string all;
  for (const std::string_view text : texts) all.append(" ").append(fold(text));
  const std::string asked = fold(search);
  return std::ranges::all_of(split_list(asked, ' '), [&](std::string_view word) {
    return word.empty() || all.find(" " + std::string(word)) != std::string::npos;
  });
}

/// The taxonomies that the store has, and those that only terms name, by id.
std::map<Uuid, Json> taxonomies(const FeedReading& reading, std::string_view search) {
  std::map<Uuid, Json> found;
  const auto add = [&](const model::Taxonomy& taxonomy) {
    if (has_words(search, {taxonomy.name, taxonomy.description}))
      found.emplace(taxonomy.id, model::full_taxonomy(taxonomy));
  };
  reading.records->view().for_each(RecordKind::taxonomy, [&](const store::StoredRecord& stored) {
    if (stored.state == store::RecordState::live) add(std::get<model::Taxonomy>(stored.record()));
    return true;
  });
  for (const model::TaxonomyTerm& term : reading.snapshot->terms().terms()) {
    const Uuid id = model::taxonomy_id_of(term);
    if (id.is_nil() || term.taxonomy.empty() || found.contains(id)) continue;
    model::Taxonomy named;
    named.id = id, named.name = term.taxonomy;
    add(named);
  }
  return found;
}

Json term_json(const model::TaxonomyTerm& term, const FeedReading& reading) {
  Json json = model::full_taxonomy_term(term, reading.records->lookup());
  if (const Uuid id = model::taxonomy_id_of(term); !id.is_nil()) json.set("taxonomy_id", to_string(id));
  return json;
}

}  // namespace

http::HttpResponse HsdsTaxonomies::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const TermQuery query = read_term_query(reader);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  auto all = std::make_shared<std::vector<Json>>();
  for (auto& [id, taxonomy] : taxonomies(reading, query.search)) all->push_back(std::move(taxonomy));
  Listing listing{all->size(), [all](std::uint64_t at, std::string& out) { (*all)[at].append_to(out); }};
  return list_answer(std::move(listing), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsTaxonomy::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  const auto id = parse_uuid(request.path_parameters["id"]);
  if (id && !reading.records->stored(RecordKind::taxonomy, *id)) {
    const auto all = taxonomies(reading, {});
    if (const auto found = all.find(*id); found != all.end())
      return marked(http::HttpResponse::of(kHsdsJson, found->second.dump()), reading, engine, request);
  }
  return record_answer(RecordKind::taxonomy, reading, engine, request);
}

http::HttpResponse HsdsTaxonomyTerms::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const TermQuery query = read_term_query(reader);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  auto terms = std::make_shared<std::vector<const model::TaxonomyTerm*>>();
  for (const model::TaxonomyTerm& term : reading.snapshot->terms().terms()) {
    if (query.taxonomy_id && model::taxonomy_id_of(term) != *query.taxonomy_id) continue;
    if (query.parent_id && term.parent_id != *query.parent_id) continue;
    if (query.top_only && !term.parent_id.is_nil()) continue;
    if (has_words(query.search, {term.name, term.description, term.code})) terms->push_back(&term);
  }
  // `reading` holds the snapshot, and with it the terms pointed to.
  Listing listing{terms->size(), [reading, terms](std::uint64_t at, std::string& out) {
                    term_json(*(*terms)[at], reading).append_to(out);
                  }};
  return list_answer(std::move(listing), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsTaxonomyTerm::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  const auto id = parse_uuid(request.path_parameters["id"]);
  if (const model::TaxonomyTerm* term = id ? reading.snapshot->terms().by_id(*id) : nullptr)
    return marked(http::HttpResponse::of(kHsdsJson, term_json(*term, reading).dump()), reading, engine, request);
  return record_answer(RecordKind::taxonomy_term, reading, engine, request);
}

}  // namespace fingerpost::api
