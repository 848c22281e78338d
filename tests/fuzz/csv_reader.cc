// Separated text: any bytes in any pieces give the same rows; nothing beyond the limits; every byte's line is counted.
// The first byte of the input says how large the pieces are, the second which options.
#include "importers/detail/csv_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace {

using namespace fingerpost::importers;

void require(bool condition) {
  if (!condition) std::abort();
}

class Pieces final : public ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), piece_, bytes_.size()});
    std::memcpy(into.data(), bytes_.data(), size);
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

std::string reading_of(std::string_view bytes, std::size_t piece, const CsvOptions& options) {
  CsvReader reader(std::make_unique<Pieces>(bytes, piece), options);
  std::string reading;
  CsvRow row;
  std::uint64_t last_line = 0;
  while (reader.next(row)) {
    require(row.line > last_line);
    last_line = row.line;
    require(row.raw.size() <= kMaxRowBytes);
    if (options.header && row.fault.empty()) require(row.fields.size() == reader.header().size());
    for (const std::string& field : row.fields)
      require(field.size() <= kMaxFieldBytes * 3 && (!row.fault.empty() || fingerpost::is_valid_utf8(field)));
    reading += row.fault + csv_line(row.fields) + "\n";
  }
  return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  CsvOptions options;
  options.header = (data[1] & 1) != 0;
  options.quotes = (data[1] & 2) != 0;
  options.backslash = (data[1] & 4) != 0;
  if ((data[1] & 8) != 0) options.separator = '\t';
  // The separator is suggested from the first bytes that arrive, so it is fixed before pieces are compared.
  if (options.separator == '\0') options.separator = ',';
  require(reading_of(bytes, data[0] + std::size_t{1}, options) == reading_of(bytes, bytes.size() + 1, options));
  return 0;
}
