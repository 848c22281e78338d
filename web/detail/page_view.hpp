#pragma once

#include <cstring>
#include <deque>
#include <kainjow/mustache.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::web {

/// What templates read of a page's structs, looked up when a tag asks: nothing is copied beforehand. Every struct names
/// its fields once: `template <typename V> void fields(V& visit) const { visit("name", name); … }`.
/// A text that is empty, a list without elements and an absent optional are false, so that a section about them is left
/// out and nothing of the same name further out shows through. A list also gives `has_<name>`, for what stands round it
/// once; `.` is an element that is a text. The page must outlive the view, and fields other than flags must be members.
class PageView final : public kainjow::mustache::basic_context<std::string> {
 public:
  using Data = kainjow::mustache::data;

  template <typename Page>
  explicit PageView(const Page& page) {
    parts_.push_back({&page, &look_in<Page>});
  }
  PageView(const PageView&) = delete;  // held_ is its own
  PageView& operator=(const PageView&) = delete;

  void push(const Data* data) override { parts_.push_back(part_behind(data)); }
  void pop() override { parts_.pop_back(); }

  const Data* get(const std::string& name) const override {
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part)
      if (const Data* found = part->look != nullptr ? part->look(*this, part->at, name) : nullptr) return found;
    return nullptr;
  }
  const Data* get_partial(const std::string&) const override { return nullptr; }

 private:
  using Look = const Data* (*)(const PageView& view, const void* at, std::string_view name);

  /// A struct (or text) that names are looked up in; none for what has no names.
  struct Part {
    const void* at;
    Look look;
  };

  /// What stands for elements that lie side by side: the library walks `data`, whose elements say nothing themselves.
  struct Elements {
    Data data;
    const char* first;
    std::size_t size;
    Look look;
  };

  /// Visits the fields of one struct for a name.
  struct Finder {
    const PageView& view;
    std::string_view name;
    const Data* found = nullptr;

    template <std::size_t N, typename T>
    void operator()(const char (&field)[N], const T& value) {
      if (is(name, field)) found = view.data_of(value);
    }
    template <std::size_t N, typename T>
    void operator()(const char (&field)[N], const std::vector<T>& values) {
      if (is(name, field)) found = view.data_of(values);
      if (name.starts_with("has_") && is(name.substr(4), field)) found = flag(!values.empty());
    }

    template <std::size_t N>
    static bool is(std::string_view name, const char (&field)[N]) {
      return name.size() == N - 1 && std::memcmp(name.data(), field, N - 1) == 0;
    }
  };

  template <typename T>
  static const Data* look_in(const PageView& view, const void* at, std::string_view name) {
    Finder visit{view, name};
    static_cast<const T*>(at)->fields(visit);
    return visit.found;
  }

  static const Data* look_in_text(const PageView& view, const void* at, std::string_view name) {
    return name == "." ? view.data_of(*static_cast<const std::string*>(at)) : nullptr;
  }

  static const Data* flag(bool value) {
    static const Data kTrue(true), kFalse(false);
    return value ? &kTrue : &kFalse;
  }

  const Data* data_of(bool value) const { return flag(value); }
  /// Good until the next text is asked for: the library writes a text, or asks whether there is one, at once.
  const Data* data_of(const std::string& text) const {
    if (text.empty()) return flag(false);
    held_ = text;
    return &text_;
  }
  template <typename T>
  const Data* data_of(const std::optional<T>& value) const {
    return value ? data_of(*value) : flag(false);
  }
  template <typename T>
  const Data* data_of(const std::vector<T>& values) const {
    return elements(values.data(), values.size());
  }
  template <typename T>
  const Data* data_of(const T& part) const {
    return elements(&part, 1);
  }

  template <typename T>
  const Data* elements(const T* first, std::size_t count) const {
    if (count == 0) return flag(false);
    Look look = nullptr;
    if constexpr (std::is_same_v<T, std::string>)
      look = &look_in_text;
    else
      look = &look_in<T>;
    elements_.push_back(
        {Data(kainjow::mustache::list(count, *flag(true))), reinterpret_cast<const char*>(first), sizeof(T), look});
    return &elements_.back().data;
  }

  /// The element that the library enters. A text or a flag that a section asked about has nothing behind it.
  Part part_behind(const Data* data) const {
    for (auto list = elements_.rbegin(); list != elements_.rend(); ++list) {
      const kainjow::mustache::list& all = list->data.list_value();
      if (data >= all.data() && data < all.data() + all.size())
        return {list->first + static_cast<std::size_t>(data - all.data()) * list->size, list->look};
    }
    return {nullptr, nullptr};
  }

  std::vector<Part> parts_;  ///< from the page inwards
  mutable std::deque<Elements> elements_;
  Data text_{Data::type::string};
  std::string& held_ = const_cast<std::string&>(text_.string_value());  ///< the library has no way to set a text anew
};

}  // namespace fingerpost::web
