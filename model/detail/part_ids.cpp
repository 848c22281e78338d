#include "model/detail/part_ids.hpp"

#include <fmt/format.h>

#include "model/detail/describe.hpp"
#include "model/reading.hpp"

namespace fingerpost::model::detail {
namespace {

class IdFiller {
 public:
  explicit IdFiller(const Uuid& parent) : parent_(parent) {}

  template <typename Member>
  void operator()(std::string_view, Member&, Rule = Rule::none) {}

  template <typename Part>
  requires std::is_class_v<Part>
  void operator()(std::string_view name, std::vector<Part>& parts, Rule = Rule::none) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].id.is_nil()) parts[i].id = uuid_v5(parent_, fmt::format("{}\n{}", name, i));
      describe(parts[i], IdFiller(parts[i].id));
    }
  }

  void operator()(std::string_view, std::vector<Uuid>&, Rule = Rule::none) {}

  void operator()(std::string_view, TermRef& term, Rule = Rule::none) {
    if (!term.id.is_nil()) return;
    const std::string& known_by = term.code.empty() ? term.name : term.code;
    if (!known_by.empty()) term.id = own_term_id(term.taxonomy, known_by);
  }

  void operator()(std::string_view name, Unit& unit, Rule = Rule::none) {
    if (unit.id.is_nil() && !unit.name.empty()) unit.id = uuid_v5(parent_, name);
  }

 private:
  Uuid parent_;
};

}  // namespace

void fill_part_ids(Record& record) {
  std::visit([](auto& r) { describe(r, IdFiller(r.id)); }, record);
}

}  // namespace fingerpost::model::detail
