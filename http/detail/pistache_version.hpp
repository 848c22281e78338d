#pragma once

#include <pistache/version.h>

// The wall relies on how this very version behaves: which members are virtual, what runs on which thread, in which
// order a peer is registered and announced. Another version must first pass tests/component/http, then change this line
// and the one in cmake/libraries.cmake (docs/adr/0003-pistache-behind-a-wall.md).
static_assert(Pistache::Version::Major == 0 && Pistache::Version::Minor == 0 && Pistache::Version::Patch == 5 &&
                  Pistache::Version::Git == 20220901,
              "Fingerpost is tested with Pistache 0.0.5-git20220901 only");
