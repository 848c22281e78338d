#pragma once

#include <string>

#include "api/engine.hpp"
#include "web/assets.hpp"
#include "web/messages.hpp"

namespace fingerpost::web {

/// What a deployment settles about its pages (data/defaults.env).
struct SiteSettings {
  std::string name = "Fingerpost";
  std::string map_tiles;        ///< tile address with {z}/{x}/{y}; empty: boundaries and points only
  std::string map_attribution;  ///< shown on the map beside the tiles
  std::string exit_url;         ///< where "Leave this site" goes: a harmless page elsewhere
  std::string help_phone;       ///< whom to call when nothing is found; may be empty
  std::string help_name;        ///< what answers there
};

/// What every page endpoint shares. Lives as long as the router.
struct Site {
  api::Engine engine;
  Assets assets;
  SiteSettings settings;
};

/// The scheme, host and port of an address ("https://tiles.example.org"), for the content security policy; empty when
/// it is not http(s).
std::string origin_of(std::string_view address);

}  // namespace fingerpost::web
