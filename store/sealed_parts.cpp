#include "store/detail/sealed_parts.hpp"

#include "base/json.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kRawContext = "raw_row";
constexpr const char* kRefusedContext = "refused_row";
std::string context_of(model::RecordKind kind, const Uuid& id) {
  return std::string(model::to_string(kind)) + "/" + to_string(id);
}

std::string text(const Json& object, std::string_view key) { return std::string(object[key].string()); }

/// A row is sealed as one line of JSON and, after it, the text byte for byte: it need not be UTF-8.
std::string framed(Json head, const model::RawRow& raw) {
  head.set("source_id", raw.source_id);
  head.set("file", raw.file);
  head.set("line", raw.line);
  if (raw.text.size() > kMaxRawText) head.set("bytes", std::uint64_t{raw.text.size()});
  return head.dump() + "\n" + raw.text.substr(0, kMaxRawText);
}

struct Unframed {
  Json head;
  model::RawRow raw;
};

Result<Unframed> unframed(const std::string& plain) {
  const std::size_t end = plain.find('\n');
  return parse_json(std::string_view(plain).substr(0, end)).transform([&](Json head) {
    model::RawRow raw{text(head, "source_id"), text(head, "file"),
                      static_cast<std::uint64_t>(head["line"].if_integer().value_or(0)),
                      end == std::string::npos ? std::string() : plain.substr(end + 1)};
    return Unframed{std::move(head), std::move(raw)};
  });
}

model::Finding finding_from(const Json& json) {
  model::Finding finding;
  finding.severity = json["severity"].string() == "error"     ? model::Severity::error
                     : json["severity"].string() == "warning" ? model::Severity::warning
                                                              : model::Severity::note;
  finding.code = text(json, "code");
  finding.file = text(json, "file");
  finding.line = static_cast<std::uint64_t>(json["line"].if_integer().value_or(0));
  finding.field = text(json, "field");
  finding.value = text(json, "value");
  finding.detail = text(json, "detail");
  return finding;
}

}  // namespace

std::string seal_parts(const SealedParts& parts, model::RecordKind kind, const Uuid& id, const SealingKey& key) {
  Json json = Json::object();
  json.append_member("rest", parts.rest);
  json.append_member("whole", parts.whole);
  json.append_member("source_id", parts.source_id);
  return key.seal(json.dump(), context_of(kind, id));
}

Result<SealedParts> open_sealed(const std::string& sealed, model::RecordKind kind, const Uuid& id,
                                const SealingKey& key) {
  return key.unseal(sealed, context_of(kind, id))
      .and_then([](const std::string& plain) { return parse_json(plain); })
      .transform([](const Json& json) {
        return SealedParts{text(json, "rest"), text(json, "whole"), text(json, "source_id")};
      });
}

std::string seal_raw(const model::RawRow& raw, const SealingKey& key) {
  return key.seal(framed(Json::object(), raw), kRawContext);
}

Result<model::RawRow> open_raw(const std::string& sealed, const SealingKey& key) {
  return key.unseal(sealed, kRawContext).and_then(unframed).transform([](Unframed row) { return std::move(row.raw); });
}

std::string seal_refused(const model::Finding& finding, const model::RawRow& raw, const SealingKey& key) {
  Json head = Json::object();
  head.set("finding", model::to_json(finding));
  return key.seal(framed(std::move(head), raw), kRefusedContext);
}

Result<RefusedRow> open_refused(const std::string& sealed, const SealingKey& key) {
  return key.unseal(sealed, kRefusedContext).and_then(unframed).transform([](Unframed row) {
    return RefusedRow{finding_from(row.head["finding"]), std::move(row.raw), {}};
  });
}

}  // namespace fingerpost::store
