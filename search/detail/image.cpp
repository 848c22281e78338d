#include "search/detail/image.hpp"

#include "base/hash.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::uint32_t kMagic = 0x58495046;  // "FPIX"
constexpr std::size_t kAlign = 8;

struct Header {
  std::uint32_t magic, kind;
  std::uint64_t sections;
  Digest digest;  // of everything behind the header
};

std::size_t aligned(std::size_t n) { return (n + kAlign - 1) / kAlign * kAlign; }

}  // namespace

void ImageWriter::add(std::string_view bytes) {
  body_.resize(aligned(body_.size()));
  body_.append(bytes);
  ends_.push_back(body_.size());
}

std::string ImageWriter::finish() {
  std::string rest(reinterpret_cast<const char*>(ends_.data()), ends_.size() * sizeof(std::uint64_t));
  rest += body_;
  body_ = {};
  const Header header{kMagic, kind_, ends_.size(), blake2b(rest)};
  rest.insert(0, reinterpret_cast<const char*>(&header), sizeof header);
  return rest;
}

Image::Image(std::string_view bytes, std::uint32_t kind, std::size_t sections) {
  const auto header = ByteReader(bytes).plain<Header>();
  if (header.magic != kMagic || header.kind != kind || header.sections != sections) damaged("it is of another kind");
  const std::string_view rest = bytes.substr(sizeof header);
  if (blake2b(rest) != header.digest) damaged("it does not match its digest");
  ByteReader ends(rest);
  const std::string_view body = rest.substr(sections * sizeof(std::uint64_t));
  std::size_t begin = 0;
  for (std::size_t i = 0; i < sections; ++i) {
    const auto end = ends.plain<std::uint64_t>();
    if (end < begin || end > body.size()) damaged("a section lies outside");
    sections_.push_back(body.substr(begin, end - begin));
    begin = aligned(end);
  }
}

}  // namespace fingerpost::search::detail
