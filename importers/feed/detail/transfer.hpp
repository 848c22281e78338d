#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "importers/feed/detail/address_kind.hpp"
#include "importers/feed/detail/curl.hpp"
#include "importers/fetch.hpp"

namespace fingerpost::importers {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What a redirect may lead to, settled by the first address that was ever connected to.
struct AddressRule {
  std::optional<AddressKind> first;
  /// True when a connection to an address of this kind may be opened.
  bool allows(AddressKind kind);
};

/// One request on its way, over all its attempts and redirects. Owns its libcurl handle while an attempt runs.
class Transfer {
 public:
  Transfer(std::size_t index, FetchRequest request, const FetchLimits& limits, AddressRule& rule)
      : index_(index), url_(request.url), request_(std::move(request)), limits_(limits), rule_(rule) {}
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// A handle ready for curl_multi_add_handle.
  CURL* start();
  /// What is to be done after the attempt ended with `code`.
  enum class Next { done, again };
  Next finish(CURLcode code, SteadyTime now);

  std::size_t index() const { return index_; }
  SteadyTime due() const { return due_; }
  CURL* handle() const { return easy_; }
  Fetched take() { return std::move(fetched_); }
  void cut_off();

 private:
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

  void configure();
  Next redirect(SteadyTime now);
  Next retry(std::optional<std::chrono::milliseconds> asked, SteadyTime now);
  std::optional<std::chrono::milliseconds> asked_pause() const;
  void name_fault(CURLcode code);
  void release();

  std::size_t index_;
  std::string url_;
  FetchRequest request_;
  const FetchLimits& limits_;
  AddressRule& rule_;
  Fetched fetched_;
  SteadyTime due_{}, began_{};
  CURL* easy_ = nullptr;
  curl_slist* sent_headers_ = nullptr;
  std::size_t header_bytes_ = 0;
  int hops_ = 0;
  bool too_large_ = false;
  std::string refused_address_;
};

}  // namespace fingerpost::importers
