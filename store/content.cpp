#include "store/detail/content.hpp"

#include "base/failure.hpp"
#include "base/json.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

bool says_confidential(const model::Record& record) {
  if (const auto* service = std::get_if<model::Service>(&record)) return model::is_confidential(*service);
  if (const auto* location = std::get_if<model::Location>(&record)) return model::is_confidential(*location);
  return false;
}

}  // namespace

Digest secret_hash(const std::string& secret, std::string_view use, std::string_view text) {
  std::string all;
  all.reserve(secret.size() + use.size() + text.size() + 1);
  all.append(secret).append(use).append(1, '\0').append(text);
  return blake2b(all);
}

Given given_of(const model::Record& record, std::string source_id, const std::string& secret) {
  Given given;
  given.kind = model::kind_of(record);
  given.id = model::id_of(record);
  if (given.id.is_nil()) throw Failure("storing a record", "it has no id");
  given.json = model::to_json(record).dump();
  given.hash = secret_hash(secret, "record", given.json);
  given.confidential = says_confidential(record);
  given.links = links_of(record);
  given.source_id = std::move(source_id);
  return given;
}

Content open_content(const Given& given) { return {given.json, std::nullopt, given.source_id, given.links}; }

Content withheld_content(const Uuid& id, const std::string& whole, const std::string& source_id,
                         const SealingKey& key) {
  const model::Record record = parse_stored(model::RecordKind::location, whole);
  const model::Withheld withheld = model::withhold(std::get<model::Location>(record));
  Content content;
  content.json = model::to_json(model::Record(withheld.open)).dump();
  content.sealed = seal_parts({withheld.sealed.dump(), whole, source_id}, model::RecordKind::location, id, key);
  return content;
}

model::Record parse_stored(model::RecordKind kind, const std::string& json) {
  auto record = parse_json(json).and_then([&](const Json& parsed) { return model::record_from_json(kind, parsed); });
  if (!record) throw Failure("reading a stored record", "its JSON is damaged: run fingerpost check");
  return *std::move(record);
}

}  // namespace fingerpost::store
