#pragma once

#include <rapidcheck.h>
#include <string>
#include <vector>

#include "model/detail/describe.hpp"
#include "model/records.hpp"

/// Records with anything in them, drawn inside a RapidCheck property. Made by the same list of properties as reader and
/// writer, so a property added to describe.hpp is drawn as well.
namespace fingerpost::model::arbitrary {

inline int up_to(int most) { return *rc::gen::inRange(0, most + 1); }
inline bool one_in(int n) { return up_to(n - 1) == 0; }

inline Uuid id() {
  Uuid made;
  for (auto& byte : made.bytes) byte = static_cast<std::uint8_t>(up_to(255));
  made.bytes[0] |= 1;
  return made;
}

inline std::string text() {
  static const std::vector<std::string> kPieces{"a",
                                                "Z",
                                                " ",
                                                "7",
                                                "\"",
                                                "\\",
                                                "\n",
                                                "\xC3\xA9",
                                                "\xF0\x9F\x8F\xA0",
                                                "<b>",
                                                "&amp;",
                                                ".",
                                                "@",
                                                "/",
                                                ":",
                                                "http://example.org",
                                                "www.",
                                                "-",
                                                "Monday",
                                                "10:00",
                                                "SY7 8JB",
                                                "null"};
  std::string made;
  for (int i = up_to(6); i > 0; --i)
    made += kPieces[static_cast<std::size_t>(up_to(static_cast<int>(kPieces.size()) - 1))];
  return made;
}

inline Json json(int depth) {
  switch (up_to(depth > 0 ? 6 : 4)) {
    case 0:
      return nullptr;
    case 1:
      return one_in(2);
    case 2:
      return std::int64_t{*rc::gen::arbitrary<int>()};
    case 3:
      return up_to(1'000) + 0.5;
    case 4:
      return text();
    case 5: {
      Json array = Json::array();
      for (int i = up_to(3); i > 0; --i) array.push(json(depth - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (int i = up_to(3); i > 0; --i) object.set("k" + std::to_string(i), json(depth - 1));
      return object;
    }
  }
}

/// Null, or an object of properties that HSDS does not name.
inline Json extra() {
  if (!one_in(3)) return {};
  Json object = Json::object();
  object.set("x_" + std::to_string(up_to(9)), json(2));
  if (one_in(3)) object.set("unusable", Json::object().set("y", json(1)));
  return object;
}

template <typename Part>
Part part(int depth);

/// A visitor that draws each property; deep parts are drawn more and more empty.
class Draw {
 public:
  explicit Draw(int depth) : depth_(depth) {}

  void operator()(std::string_view, Uuid& member, detail::Rule = {}) {
    if (one_in(3)) member = id();
  }
  void operator()(std::string_view, std::string& member, detail::Rule = {}) {
    if (one_in(3)) member = text();
  }
  void operator()(std::string_view, std::optional<double>& member, detail::Rule = {}) {
    if (one_in(3)) member = up_to(400) / 4.0 - 20;
  }
  void operator()(std::string_view, std::optional<std::int64_t>& member, detail::Rule = {}) {
    if (one_in(3)) member = up_to(3'000) - 5;
  }
  void operator()(std::string_view, std::vector<Uuid>& member, detail::Rule = {}) {
    for (int i = up_to(2); i > 0; --i) member.push_back(id());
  }
  template <typename Inner>
  requires std::is_class_v<Inner>
  void operator()(std::string_view, std::vector<Inner>& member, detail::Rule = {}) {
    if (depth_ <= 0 || !one_in(3)) return;
    for (int i = 1 + up_to(1); i > 0; --i) member.push_back(part<Inner>(depth_ - 1));
  }
  template <typename Inner>
  requires std::is_class_v<Inner>
  void operator()(std::string_view, Inner& member, detail::Rule = {}) { member = part<Inner>(depth_ - 1); }

 private:
  int depth_;
};

template <typename Part>
Part part(int depth) {
  Part made;
  detail::describe(made, Draw(depth));
  made.extra = extra();
  return made;
}

template <typename R>
R record() {
  R made = part<R>(2);
  made.id = id();
  return made;
}

inline Record any_record() {
  switch (up_to(4)) {
    case 0:
      return record<Organization>();
    case 1:
      return record<Service>();
    case 2:
      return record<Location>();
    case 3:
      return record<Taxonomy>();
    default:
      return record<TaxonomyTerm>();
  }
}

}  // namespace fingerpost::model::arbitrary
