#include "model/detail/set_aside.hpp"

#include <algorithm>
#include <string>

namespace fingerpost::model::detail {
namespace {

constexpr std::size_t kMaxKept = 50;  // of one property; more is noise

}  // namespace

void set_aside(Json& extra, std::string_view name, const Json& value) {
  Json unusable = extra.is_object() ? extra.take("unusable") : Json();
  if (!unusable.is_null() && !unusable.is_object()) unusable = Json::object().set("unusable", std::move(unusable));
  if (Json* kept = unusable.find(name); kept == nullptr) {
    unusable.set(std::string(name), value);
  } else if (*kept != value) {
    if (!kept->is_array()) *kept = Json(Json::Array{std::move(*kept)});
    const Json::Array& all = kept->elements();
    if (all.size() < kMaxKept && std::ranges::find(all, value) == all.end()) kept->push(value);
  }
  extra.set("unusable", std::move(unusable));
}

}  // namespace fingerpost::model::detail
