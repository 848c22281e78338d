#include "web/assets.hpp"

#include "base/failure.hpp"
#include "base/hash.hpp"
#include "web/detail/embedded.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kFingerprint = 12;

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".png")) return "image/png";
  return "application/octet-stream";
}

}  // namespace

Assets::Assets() {
  std::string all;
  for (const EmbeddedFile& file : asset_files()) {
    const std::string hash = to_hex(blake2b(file.bytes)).substr(0, kFingerprint);
    all += hash;
    const std::string name(file.name.substr(file.name.rfind('/') + 1));
    const std::size_t dot = name.rfind('.');
    const std::string printed = name.substr(0, dot) + "-" + hash + name.substr(dot);
    by_name_[name] = {"/assets/" + printed, type_of(name), file.bytes};
    names_[printed] = name;
  }
  for (const EmbeddedFile& file : page_files()) all += to_hex(blake2b(file.bytes));
  version_ = to_hex(blake2b(all)).substr(0, kFingerprint);
}

const Assets::Asset& Assets::operator[](std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) throw Failure("naming an asset", std::string(name) + " is not in the program");
  return found->second;
}

const Assets::Asset* Assets::find(std::string_view fingerprinted) const {
  const auto name = names_.find(fingerprinted);
  return name == names_.end() ? nullptr : &by_name_.find(name->second)->second;
}

}  // namespace fingerpost::web
