#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace fingerpost::http {

/// What one connection still has to write: one answer, or one "100 Continue". Never copies a body: a text is moved in,
/// a producer is pulled one chunk at a time, when the chunk before has gone, and a file's slices are only named.
class Outbox {
 public:
  /// How a producer's chunks are sent: with sizes, or plain up to the end of the connection (HTTP/1.0).
  enum class Chunks : bool { plain, sized };

  void load(std::string head, std::string body);
  void load(std::string head, Producer producer, Chunks chunks);
  void load(std::string head, FileBody file);

  /// Pulls the next chunk or slice when all before it has gone. Whatever the producer throws passes through.
  void refill();

  /// True when nothing is left to write or to pull.
  bool empty() const { return left() == 0 && !producer_ && !file_; }
  /// What can be written now, in order; call refill() first.
  std::array<std::string_view, 2> pieces() const;
  /// What of a file is to be sent now: only where left() is 0 and the outbox is not empty.
  const FileSlice& slice() const { return slice_; }
  /// `bytes` of pieces() have gone or, where left() is 0, of slice().
  void advance(std::size_t bytes);
  /// Drops everything.
  void clear();

  /// Bytes held in memory and not yet gone.
  std::size_t left() const { return head_.size() + body_.size() - gone_; }
  /// Bytes of memory its text keeps, gone or not: next to none between two answers.
  std::size_t room() const { return body_.capacity(); }
  /// Bytes gone since the outbox was made.
  std::size_t total_gone() const { return total_gone_; }

 private:
  /// A producer that gives nothing this often in a row is broken.
  static constexpr int kMaxEmptyChunks = 1000;

  bool pull();
  void refill_slice();

  std::string head_;
  std::string body_;
  std::size_t gone_ = 0;
  std::size_t total_gone_ = 0;
  Producer producer_;
  FileBody file_;
  FileSlice slice_;
  Chunks chunks_ = Chunks::sized;
  bool first_chunk_ = true;
};

}  // namespace fingerpost::http
