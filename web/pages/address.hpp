#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/query.hpp"

namespace fingerpost::web {

/// The address of a list, with the parameters that made it: every filter, sort and page is such an address with one
/// thing changed, so that each can be shared. Values are encoded by us.
class Address {
 public:
  /// Keeps the parameters named in `known`, in the order they came; empty values are dropped.
  Address(std::string path, const http::Parameters& query, const std::vector<std::string_view>& known);

  /// The same without that parameter; without one value of its comma list.
  Address without(std::string_view name) const;
  Address without(std::string_view name, std::string_view value) const;
  /// With that value alone; with that value added to the comma list. Both go to the first page.
  Address with(std::string_view name, std::string_view value) const;
  Address adding(std::string_view name, std::string_view value) const;

  bool has(std::string_view name, std::string_view value) const;
  std::string_view first(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& parameters() const { return parameters_; }
  std::string href() const;

 private:
  std::string path_;
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace fingerpost::web
