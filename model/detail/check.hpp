#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "model/records.hpp"
#include "model/validate.hpp"

namespace fingerpost::model::detail {

/// Collects every fault and every note of one record, each with the JSON pointer of where the check stands.
class Check {
 public:
  Problems problems;
  std::vector<Note> notes;

  /// The pointer grows by "/segment" until the returned size is given back to `leave`.
  std::size_t enter(std::string_view segment);
  void leave(std::size_t size) { path_.resize(size); }

  /// `field` is a property of the part that the check stands in; empty is the part itself.
  void note(std::string_view field, std::string_view value, std::string_view code, std::string_view detail);
  void refuse(std::string_view field, std::string_view value, std::string detail);

 private:
  std::string pointer(std::string_view field) const;
  std::string path_;
};

/// The rules that look at several properties of a part together, after each was repaired by itself.
template <typename Part>
void settle(Part&, Check&) {}
template <>
void settle(Schedule& schedule, Check& check);
template <>
void settle(Address& address, Check& check);
template <>
void settle(CostOption& option, Check& check);
template <>
void settle(ServiceCapacity& capacity, Check& check);
template <>
void settle(Organization& organization, Check& check);
template <>
void settle(Service& service, Check& check);
template <>
void settle(Location& location, Check& check);
template <>
void settle(Taxonomy& taxonomy, Check& check);
template <>
void settle(TaxonomyTerm& term, Check& check);

}  // namespace fingerpost::model::detail
