#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/proposal_desk.hpp"
#include "base/clock.hpp"
#include "base/failure.hpp"
#include "directory/directory.hpp"
#include "http/metrics.hpp"
#include "http/readiness.hpp"

namespace fingerpost::api {

/// What endpoints share: references to what `cli` has wired together. Copied into each endpoint; everything it names
/// outlives the server.
struct Engine {
  const directory::Directory& directory;
  const Clock& clock;
  const http::Metrics& metrics;
  const http::Readiness& readiness;
  /// What absolute addresses in answers begin with, without a trailing slash. A function, because a port that the
  /// system picks is known only once the server listens.
  std::function<std::string()> public_url;
  ProposalDesk& proposals;

  /// The snapshot of this request. Failure (503) while nothing is published yet: never an empty answer.
  std::shared_ptr<const directory::Snapshot> snapshot() const {
    auto now = directory.snapshot();
    if (!now) throw Failure("answering", "nothing is published yet", Failure::Kind::unavailable);
    return now;
  }
};

}  // namespace fingerpost::api
