#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"

namespace fingerpost::web {

/// Styles, scripts and icons under names that hold a hash of their bytes ("pages-1f2e3d4c.css"): what is fetched once
/// is right for ever. Immutable; any thread.
class Assets {
 public:
  Assets();

  struct Asset {
    std::string address;  ///< /assets/pages-1f2e3d4c.css
    std::string_view type, bytes;
  };
  /// By plain name ("pages.css"). One that is not there is a bug.
  const Asset& operator[](std::string_view name) const;
  /// By the last part of its address; nullptr when there is none.
  const Asset* find(std::string_view fingerprinted) const;
  /// One hash over everything pages are made of: it changes when a kept page may no longer fit its styles.
  const std::string& version() const { return version_; }

 private:
  std::map<std::string, Asset, std::less<>> by_name_;
  std::map<std::string, std::string, std::less<>> names_;  ///< fingerprinted → plain
  std::string version_;
};

}  // namespace fingerpost::web
