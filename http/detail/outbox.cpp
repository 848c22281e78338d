#include "http/detail/outbox.hpp"

#include <cassert>
#include <fmt/format.h>
#include <utility>

#include "base/failure.hpp"

namespace fingerpost::http {

void Outbox::load(std::string head, std::string body) {
  assert(empty() && "one answer at a time");
  head_ = std::move(head);
  body_ = std::move(body);
  gone_ = 0;
}

void Outbox::load(std::string head, Producer producer, Chunks chunks) {
  load(std::move(head), std::string());
  producer_ = std::move(producer);
  chunks_ = chunks;
  first_chunk_ = true;
}

void Outbox::load(std::string head, FileBody file) {
  load(std::move(head), std::string());
  slice_ = {};
  if (file.bytes > 0) file_ = std::move(file);
}

bool Outbox::pull() {
  for (int i = 0; i < kMaxEmptyChunks; ++i) {
    body_.clear();
    if (!producer_(body_)) return false;
    if (!body_.empty()) return true;
  }
  throw Failure("producing an answer", "a thousand empty chunks in a row");
}

void Outbox::refill_slice() {
  if (slice_.bytes > 0) return;
  if (file_.bytes == 0) {
    file_ = {};
    return;
  }
  if (!file_.next(slice_) || slice_.bytes == 0 || slice_.bytes > file_.bytes)
    throw Failure("sending a file", "its slices do not sum to its length");
  file_.bytes -= slice_.bytes;
}

void Outbox::refill() {
  if (left() > 0) return;
  if (file_) refill_slice();
  if (!producer_) return;
  head_.clear();
  gone_ = 0;
  const bool more = pull();
  if (chunks_ == Chunks::sized) {
    // The line break behind a chunk's data travels with the next size, so that a chunk needs two pieces and no copy.
    const std::string_view before = std::exchange(first_chunk_, false) ? "" : "\r\n";
    head_ = more ? fmt::format("{}{:x}\r\n", before, body_.size()) : fmt::format("{}0\r\n\r\n", before);
  }
  if (more) return;
  body_.clear();
  producer_ = nullptr;
}

std::array<std::string_view, 2> Outbox::pieces() const {
  const std::string_view head = head_;
  const std::string_view body = body_;
  if (gone_ < head.size()) return {head.substr(gone_), body};
  return {body.substr(gone_ - head.size()), {}};
}

void Outbox::advance(std::size_t bytes) {
  total_gone_ += bytes;
  if (left() == 0) {
    slice_.offset += bytes, slice_.bytes -= bytes;
    return;
  }
  gone_ += bytes;
  if (left() > 0) return;
  head_.clear();
  // A large body is given back at once, a connection may stay open for long (assigned, an empty string would keep it).
  std::string().swap(body_);
  gone_ = 0;
}

void Outbox::clear() {
  producer_ = nullptr;
  file_ = {};
  head_.clear();
  std::string().swap(body_);
  gone_ = 0;
}

}  // namespace fingerpost::http
