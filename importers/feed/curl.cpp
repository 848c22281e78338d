#include "importers/feed/detail/curl.hpp"

#include "base/failure.hpp"

namespace fingerpost::importers {

Curl::Curl() : library_(FINGERPOST_CURL_FILE, FINGERPOST_CURL_PACKAGE) {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw Failure("starting libcurl", "it cannot be initialized");
}

const Curl& Curl::loaded() {
  static const Curl curl;
  return curl;
}

}  // namespace fingerpost::importers
