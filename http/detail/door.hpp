#pragma once

#include <cstdint>

namespace fingerpost::http {

/// The listening socket, so that a stop can close it while requests in hand are still answered. Pistache's listener
/// keeps its descriptor to itself and can only stop accepting and serving together.
class Door {
 public:
  /// Finds this process's socket that listens on `port`. Without /proc there is none to be found, and close() then does
  /// nothing: clients that come during a stop are turned off by the workers.
  static Door find(std::uint16_t port);

  /// From now on the system refuses connections. The descriptor stays open as a socket that does not listen, because
  /// the listener will close it and may be about to accept on it: that then fails with an error that it survives.
  void close() const;

 private:
  int fd_ = -1;
};

}  // namespace fingerpost::http
