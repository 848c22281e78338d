#pragma once

#include <string_view>
#include <vector>

#include "model/detail/describe.hpp"

namespace fingerpost::model::detail {

/// A visitor that calls `act` with every Attribute inside a part, however deep.
template <typename Act>
class AttributeVisitor {
 public:
  explicit AttributeVisitor(Act& act) : act_(act) {}

  template <typename Member>
  void operator()(std::string_view, Member&, Rule = Rule::none) {}

  template <typename Part>
  requires std::is_class_v<Part>
  void operator()(std::string_view, std::vector<Part>& parts, Rule = Rule::none) {
    for (Part& part : parts) {
      if constexpr (Is<Part, Attribute>) act_(part);
      describe(part, *this);
    }
  }

  template <typename Part>
  requires std::is_class_v<Part>
  void operator()(std::string_view, const std::vector<Part>& parts, Rule = Rule::none) {
    for (const Part& part : parts) {
      if constexpr (Is<Part, Attribute>) act_(part);
      describe(part, *this);
    }
  }

  void operator()(std::string_view, std::vector<Uuid>&, Rule = Rule::none) {}
  void operator()(std::string_view, const std::vector<Uuid>&, Rule = Rule::none) {}

 private:
  Act& act_;
};

template <typename Part, typename Act>
void for_each_attribute(Part& part, Act act) {
  AttributeVisitor<Act> visit(act);
  describe(part, visit);
}

}  // namespace fingerpost::model::detail
