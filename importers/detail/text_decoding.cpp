#include "importers/detail/text_decoding.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.hpp"

namespace fingerpost::importers {
namespace {

enum class Encoding { bytes, utf16_little, utf16_big };

/// By the mark, else by where the NULs of Latin text stand in UTF-16.
Encoding encoding_of(std::string_view head, std::size_t& mark) {
  mark = 0;
  if (head.starts_with("\xEF\xBB\xBF")) {
    mark = 3;
    return Encoding::bytes;
  }
  if (head.starts_with("\xFF\xFE")) {
    mark = 2;
    return Encoding::utf16_little;
  }
  if (head.starts_with("\xFE\xFF")) {
    mark = 2;
    return Encoding::utf16_big;
  }
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++nuls[i % 2];
  if (head.size() >= 8 && nuls[1] * 3 > head.size() && nuls[0] == 0) return Encoding::utf16_little;
  if (head.size() >= 8 && nuls[0] * 3 > head.size() && nuls[1] == 0) return Encoding::utf16_big;
  return Encoding::bytes;
}

class DecodedStream final : public ByteStream {
 public:
  explicit DecodedStream(std::unique_ptr<ByteStream> inner) : inner_(std::move(inner)) {}

  std::size_t read(std::span<char> into) override {
    if (!begun_) begin();
    if (encoding_ == Encoding::bytes && at_ == ready_.size()) return inner_->read(into);
    while (at_ == ready_.size())
      if (!decode_more()) return 0;
    const std::size_t size = std::min(into.size(), ready_.size() - at_);
    std::memcpy(into.data(), ready_.data() + at_, size);
    at_ += size;
    return size;
  }
  std::uint64_t consumed() const override { return inner_->consumed(); }

 private:
  void begin() {
    begun_ = true;
    std::string head(4096, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
      const std::size_t got = inner_->read({head.data() + filled, head.size() - filled});
      if (got == 0) break;
      filled += got;
    }
    head.resize(filled);
    std::size_t mark = 0;
    encoding_ = encoding_of(head, mark);
    head.erase(0, mark);
    if (encoding_ == Encoding::bytes)
      ready_ = std::move(head);
    else
      decode(head);
  }

  bool decode_more() {
    std::string bytes(16384, '\0');
    bytes.resize(inner_->read(bytes));
    if (bytes.empty()) return false;
    decode(bytes);
    return true;
  }

  void decode(std::string_view bytes) {
    ready_.clear();
    at_ = 0;
    for (const char byte : bytes) {
      if (!half_) {
        first_ = static_cast<unsigned char>(byte);
        half_ = true;
        continue;
      }
      half_ = false;
      const auto second = static_cast<unsigned char>(byte);
      add_unit(encoding_ == Encoding::utf16_little ? char32_t{first_} | char32_t{second} << 8
                                                   : char32_t{second} | char32_t{first_} << 8);
    }
  }

  void add_unit(char32_t unit) {
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      append_utf8(ready_, high_ == 0 ? char32_t{0xFFFD} : 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
      high_ = 0;
    } else {
      high_ = 0;
      append_utf8(ready_, unit);
    }
  }

  std::unique_ptr<ByteStream> inner_;
  Encoding encoding_ = Encoding::bytes;
  std::string ready_;
  std::size_t at_ = 0;
  bool begun_ = false, half_ = false;
  unsigned char first_ = 0;
  char32_t high_ = 0;
};

class StringStream final : public ByteStream {
 public:
  explicit StringStream(std::string text) : text_(std::move(text)) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, size);
    at_ += size;
    return size;
  }
  std::uint64_t consumed() const override { return at_; }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> decoded_text(std::unique_ptr<ByteStream> inner) {
  return std::make_unique<DecodedStream>(std::move(inner));
}

std::unique_ptr<ByteStream> stream_of(std::string text) { return std::make_unique<StringStream>(std::move(text)); }

std::string decoded_head(const InputFile& file, std::size_t bytes) {
  DecodedStream stream(stream_of(head_of(file, bytes)));
  std::string head;
  std::array<char, 8192> buffer{};
  while (const std::size_t got = stream.read(buffer)) head.append(buffer.data(), got);
  return head;
}

}  // namespace fingerpost::importers
