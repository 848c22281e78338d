#include "model/records.hpp"

#include <array>

namespace fingerpost::model {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"organization", "service", "location", "taxonomy", "taxonomy_term"};

}  // namespace

static_assert(std::variant_size_v<Record> == kKinds.size(), "the kinds follow the order of Record");

std::string_view to_string(RecordKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<RecordKind> parse_record_kind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i] == text) return static_cast<RecordKind>(i);
  return std::nullopt;
}

RecordKind kind_of(const Record& record) { return static_cast<RecordKind>(record.index()); }

const Uuid& id_of(const Record& record) {
  return std::visit([](const auto& r) -> const Uuid& { return r.id; }, record);
}

const std::string& name_of(const Record& record) {
  return std::visit([](const auto& r) -> const std::string& { return r.name; }, record);
}

}  // namespace fingerpost::model
