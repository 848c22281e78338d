#pragma once

#include <concepts>
#include <kainjow/mustache.hpp>
#include <optional>
#include <string>
#include <vector>

namespace fingerpost::web {

/// Turns a page's structs into what templates read. Every struct names its fields once:
/// `template <typename V> void fields(V& visit) const { visit("name", name); … }`.
/// A text that is empty, a list without elements and an absent optional are false, so that a section about them is left
/// out and nothing of the same name further out shows through.
class PageData {
 public:
  using Data = kainjow::mustache::data;

  template <typename T>
  static Data of(const T& page) {
    PageData visit;
    page.fields(visit);
    return std::move(visit.object_);
  }

  template <typename T>
  void operator()(const char* name, const T& value) {
    object_[name] = data_of(value);
  }
  /// A list also gives `has_<name>`, for what stands round it once.
  template <typename T>
  void operator()(const char* name, const std::vector<T>& values) {
    object_[name] = data_of(values);
    object_["has_" + std::string(name)] = Data(!values.empty());
  }

 private:
  static Data data_of(const std::string& text) { return text.empty() ? Data(false) : Data(text); }
  static Data data_of(bool flag) { return Data(flag); }
  template <typename T>
  requires requires(const T& value, PageData& visit) { value.fields(visit); }
  static Data data_of(const T& part) { return of(part); }
  template <typename T>
  static Data data_of(const std::optional<T>& value) {
    return value ? data_of(*value) : Data(false);
  }
  template <typename T>
  static Data data_of(const std::vector<T>& values) {
    if (values.empty()) return Data(false);
    Data all(Data::type::list);
    // The library only copies into lists; the list itself is ours and may be filled in place.
    auto& list = const_cast<kainjow::mustache::list&>(all.list_value());
    list.reserve(values.size());
    for (const T& value : values) list.push_back(data_of(value));
    return all;
  }

  Data object_{Data::type::object};
};

}  // namespace fingerpost::web
