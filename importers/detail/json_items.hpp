#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/json_stream.hpp"
#include "importers/input.hpp"

namespace fingerpost::importers {

/// One JSON value of a file, parsed.
struct ParsedItem {
  Json json;
  std::string text;        ///< as it stood
  std::string key;         ///< of the array it stands in
  std::uint64_t line = 0;  ///< on which it begins; its number among the values where several share a line
  std::string fault;       ///< empty, `too-large`, `breaks-off`, `malformed-json`, `too-deep`
  std::string detail;      ///< the parser's sentence
};

/// The JSON values of a file one by one: elements of arrays and pages, ndjson lines, whole documents. Bytes that are
/// not UTF-8 are read as Windows-1252.
class JsonItems {
 public:
  JsonItems(const InputFile& file, std::vector<std::string> array_keys);

  bool next(ParsedItem& item);
  const JsonStream& stream() const { return stream_; }

 private:
  std::shared_ptr<ByteStream> bytes_;
  JsonStream stream_;
  JsonItem cut_;
  std::uint64_t count_ = 0, last_line_ = 0;
};

}  // namespace fingerpost::importers
