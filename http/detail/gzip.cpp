#include "http/detail/gzip.hpp"

#include <memory>
#include <new>
#include <zlib.h>

#include "base/text.hpp"

namespace fingerpost::http {
namespace {

/// One zlib compressor writing gzip. Not copyable: zlib keeps pointers into it.
class Deflater {
 public:
  Deflater() {
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 8;
    if (deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void reset() { deflateReset(&stream_); }

  /// Appends what `text` becomes; with Z_FINISH also the end of the file.
  void write(std::string_view text, int flush, std::string& out) {
    // zlib's interface predates const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream_.avail_in = static_cast<uInt>(text.size());
    do {
      const std::size_t before = out.size();
      out.resize(before + kStep);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = kStep;
      deflate(&stream_, flush);
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  static constexpr uInt kStep = 16 * 1024;
  z_stream stream_{};
};

/// Compressed chunks smaller than this are joined before they are sent.
constexpr std::size_t kWorthSending = std::size_t{16} * 1024;

std::string_view without_parameters(std::string_view value) { return trim(value.substr(0, value.find(';'))); }

/// The q of "gzip;q=0.5"; 1 when there is none, 0 when it is malformed.
double quality(std::string_view element) {
  const std::size_t semicolon = element.find(';');
  if (semicolon == std::string_view::npos) return 1;
  const std::string_view parameter = trim(element.substr(semicolon + 1));
  if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 0;
  return parse_number(trim(parameter.substr(2))).value_or(0);
}

}  // namespace

std::string gzip(std::string_view text) {
  thread_local Deflater deflater;
  deflater.reset();
  std::string out;
  deflater.write(text, Z_FINISH, out);
  return out;
}

Producer gzipped(Producer plain) {
  return [plain = std::move(plain), deflater = std::make_shared<Deflater>(), piece = std::string(),
          done = false](std::string& chunk) mutable {
    chunk.clear();
    if (done) return false;
    while (chunk.size() < kWorthSending) {
      piece.clear();
      if (!plain(piece)) {
        done = true;
        deflater->write({}, Z_FINISH, chunk);
        return true;
      }
      deflater->write(piece, Z_NO_FLUSH, chunk);
    }
    return true;
  };
}

bool accepts_gzip(std::string_view accept_encoding) {
  bool by_star = false;
  for (const std::string_view element : split_list(accept_encoding)) {
    const std::string_view coding = without_parameters(element);
    if (equals_ignoring_case(coding, "gzip") || equals_ignoring_case(coding, "x-gzip")) return quality(element) > 0;
    if (coding == "*") by_star = quality(element) > 0;
  }
  return by_star;
}

bool is_compressible(std::string_view content_type) {
  const std::string type = ascii_lower(without_parameters(content_type));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") || type.ends_with("javascript");
}

}  // namespace fingerpost::http
