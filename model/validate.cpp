#include "model/validate.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/detail/check.hpp"
#include "model/detail/describe.hpp"
#include "model/detail/part_ids.hpp"
#include "model/detail/repair.hpp"
#include "model/detail/set_aside.hpp"

namespace fingerpost::model {
namespace detail {
namespace {

constexpr std::size_t kMaxNotes = 2'000;

/// Bytes of text in `json`, as a measure of its size.
std::size_t weight(const Json& json) {
  if (const std::string* text = json.if_string()) return text->size() + 2;
  std::size_t sum = 8;
  for (const Json& element : json.elements()) sum += weight(element);
  for (const Json::Member& member : json.members()) sum += member.key.size() + weight(member.value);
  return sum;
}

template <typename Part>
void check_part(Part& part, Check& check);

/// A visitor that repairs and checks one part's properties.
template <typename Part>
class PartCheck {
 public:
  PartCheck(Part& part, Check& check) : part_(part), check_(check) {}

  void operator()(std::string_view, Uuid&, Rule = Rule::none) {}
  void operator()(std::string_view, std::optional<std::int64_t>&, Rule = Rule::none) {}

  void operator()(std::string_view name, std::optional<double>& number, Rule = Rule::none) {
    if (!number || std::isfinite(*number)) return;
    number.reset();
    check_.note(name, "", "bad-number", "Not a finite number.");
  }

  void operator()(std::string_view name, std::vector<Uuid>& ids, Rule = Rule::none) { bound(name, ids.size()); }

  void operator()(std::string_view name, std::string& text, Rule rule) {
    if (text.empty()) return;
    const std::size_t most = rule == Rule::raw ? kMaxExtent : kMaxText;
    if (text.size() > most) return check_.refuse(name, text, fmt::format("{} is longer than {} bytes.", name, most));
    if (auto repaired = repair(text, rule)) apply(name, text, std::move(*repaired));
    if (is_short(rule) && text.size() > kMaxName) too_long(name, text, rule);
  }

  template <typename Inner>
  requires std::is_class_v<Inner>
  void operator()(std::string_view name, std::vector<Inner>& parts, Rule = Rule::none) {
    if (!bound(name, parts.size())) return;
    const std::size_t outer = check_.enter(name);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::size_t inner = check_.enter(std::to_string(i));
      check_part(parts[i], check_);
      check_.leave(inner);
    }
    check_.leave(outer);
  }

  template <typename Inner>
  requires std::is_class_v<Inner>
  void operator()(std::string_view name, Inner& part, Rule = Rule::none) {
    const std::size_t outer = check_.enter(name);
    check_part(part, check_);
    check_.leave(outer);
  }

 private:
  static bool is_short(Rule rule) { return rule != Rule::raw && rule != Rule::text; }

  bool bound(std::string_view name, std::size_t count) {
    if (count <= kMaxParts) return true;
    check_.refuse(name, std::to_string(count), fmt::format("{} has more than {} entries.", name, kMaxParts));
    return false;
  }

  void apply(std::string_view name, std::string& text, Repair repaired) {
    if (repaired.keep_original) set_aside(part_.extra, name, is_valid_utf8(text) ? text : repair_utf8(text));
    if (!repaired.code.empty()) check_.note(name, text, repaired.code, repaired.detail);
    text = std::move(repaired.value);
  }

  void too_long(std::string_view name, std::string& text, Rule rule) {
    if (rule == Rule::name)
      return check_.refuse(name, text, fmt::format("{} is longer than {} bytes.", name, kMaxName));
    apply(name, text, unusable("too-long", fmt::format("Longer than {} bytes.", kMaxName)));
  }

  Part& part_;
  Check& check_;
};

template <typename Part>
void check_part(Part& part, Check& check) {
  PartCheck<Part> visit(part, check);
  describe(part, visit);
  settle(part, check);
  if (!part.extra.is_null() && weight(part.extra) > kMaxExtra)
    check.refuse("", "", fmt::format("The properties beyond HSDS are larger than {} bytes.", kMaxExtra));
}

}  // namespace

std::size_t Check::enter(std::string_view segment) {
  const std::size_t size = path_.size();
  path_ += '/';
  path_ += segment;
  return size;
}

std::string Check::pointer(std::string_view field) const {
  return field.empty() ? path_ : path_ + '/' + std::string(field);
}

void Check::note(std::string_view field, std::string_view value, std::string_view code, std::string_view detail) {
  if (notes.size() >= kMaxNotes) return;
  notes.push_back({pointer(field), shorten(value, kMaxProblemValue), std::string(code), std::string(detail)});
}

void Check::refuse(std::string_view field, std::string_view value, std::string detail) {
  append(problems, problem(ProblemCode::invalid_record, pointer(field), value, std::move(detail)));
}

}  // namespace detail

Result<Validated<Record>> validate(Record record) { return validate_with_notes(std::move(record)).first; }

std::pair<Result<Validated<Record>>, std::vector<Note>> validate_with_notes(Record record) {
  detail::Check check;
  if (id_of(record).is_nil()) check.refuse("id", "", "id is missing: a record needs a UUID.");
  std::visit([&](auto& r) { detail::check_part(r, check); }, record);
  if (!check.problems.empty()) return {fail(std::move(check.problems)), std::move(check.notes)};
  detail::fill_part_ids(record);
  return {Validated<Record>(std::move(record)), std::move(check.notes)};
}

}  // namespace fingerpost::model
