#pragma once

#define CURL_DISABLE_TYPECHECK  // its macros would stand in for the functions below
#include <curl/curl.h>

#include "base/shared_library.hpp"

namespace fingerpost::importers {

/// The part of libcurl that importers use, each function under its own name. It is loaded, and made ready, when the
/// first feed is fetched: with its twenty libraries for protocols that feeds do not speak, it would cost every other
/// command its time to start.
class Curl {
 public:
  /// Failure when libcurl is not installed or cannot start.
  static const Curl& loaded();

 private:
  Curl();

  SharedLibrary library_;

 public:
#define FINGERPOST_CURL(name) FINGERPOST_FUNCTION_OF(library_, name)
  FINGERPOST_CURL(curl_easy_cleanup);
  FINGERPOST_CURL(curl_easy_getinfo);
  FINGERPOST_CURL(curl_easy_init);
  FINGERPOST_CURL(curl_easy_setopt);
  FINGERPOST_CURL(curl_easy_strerror);
  FINGERPOST_CURL(curl_getdate);
  FINGERPOST_CURL(curl_global_init);
  FINGERPOST_CURL(curl_multi_add_handle);
  FINGERPOST_CURL(curl_multi_cleanup);
  FINGERPOST_CURL(curl_multi_info_read);
  FINGERPOST_CURL(curl_multi_init);
  FINGERPOST_CURL(curl_multi_perform);
  FINGERPOST_CURL(curl_multi_poll);
  FINGERPOST_CURL(curl_multi_remove_handle);
  FINGERPOST_CURL(curl_slist_append);
  FINGERPOST_CURL(curl_slist_free_all);
#undef FINGERPOST_CURL
};

}  // namespace fingerpost::importers
