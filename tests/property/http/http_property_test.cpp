#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "http/detail/gzip.hpp"
#include "http/detail/request_parser.hpp"
#include "http/percent.hpp"
#include "http/query.hpp"

namespace fingerpost::http {
namespace {

/// Bytes as clients send them, with the characters that matter more often than chance would have it.
rc::Gen<std::string> wire_text() {
  return rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("\r\n: /?%&=+;0123456789abcHTTP."))));
}

/// Everything a parser makes of these bytes, given in pieces of these sizes.
std::string reading_of(std::string_view bytes, const std::vector<std::size_t>& pieces) {
  const Limits limits;
  RequestParser parser(limits);
  std::string reading;
  for (std::size_t i = 0; !bytes.empty(); ++i) {
    const std::size_t size = pieces.empty() ? bytes.size() : 1 + pieces[i % pieces.size()] % bytes.size();
    parser.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    for (auto state = parser.advance(); state != RequestParser::State::incomplete; state = parser.advance()) {
      if (state == RequestParser::State::refused) return reading + "refused " + parser.refusal().detail;
      const ParsedRequest request = parser.take();
      reading += request.head.path + "|" + request.body + "\n";
    }
  }
  return reading;
}

RC_GTEST_PROP(RequestParserProperty, NeitherDiesNorDependsOnThePieces, ()) {
  const std::string head = *rc::gen::elementOf(std::vector<std::string>{
      "", "GET / HTTP/1.1\r\nHost: x\r\n", "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
      "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n"});
  const std::string bytes = head + *wire_text();
  const auto pieces = *rc::gen::arbitrary<std::vector<std::size_t>>();
  const std::string whole = reading_of(bytes, {});
  const std::string apart = reading_of(bytes, pieces);
  // A refusal may come earlier in pieces, with another of several reasons; what was read before it is the same.
  RC_ASSERT(whole.substr(0, whole.find("refused")) == apart.substr(0, apart.find("refused")));
  RC_ASSERT((whole.find("refused") == std::string::npos) == (apart.find("refused") == std::string::npos));
}

TEST(RequestParserCorpus, ReadsTheSameInPieces) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(FINGERPOST_SOURCE_DIR "/tests/fuzz/corpus/http_request")) {
    // The first byte tells the fuzz target how to cut; here every size is tried.
    const std::string bytes = read_file(entry.path()).substr(1);
    for (std::size_t piece = 1; piece < 40; ++piece)
      EXPECT_EQ(reading_of(bytes, {}), reading_of(bytes, {piece - 1})) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 5);
}

RC_GTEST_PROP(RequestParserProperty, ChunkedBodiesComeOutWhole, (const std::vector<std::string>& chunks)) {
  std::string body;
  std::string wire = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& chunk : chunks) {
    if (chunk.empty()) continue;
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", chunk.size());
    wire += size + chunk + "\r\n";
    body += chunk;
  }
  const auto pieces = *rc::gen::arbitrary<std::vector<std::size_t>>();
  RC_ASSERT(reading_of(wire + "0\r\n\r\n", pieces) == "/|" + body + "\n");
}

RC_GTEST_PROP(QueryProperty, WhatIsEncodedIsDecoded, (const std::vector<std::pair<std::string, std::string>>& pairs)) {
  std::string text;
  for (const auto& [name, value] : pairs) text += percent_encode(name) + "=" + percent_encode(value) + "&";
  const Parameters parameters = parse_query(text);
  RC_ASSERT(parameters.size() == std::min(pairs.size(), kMaxParameters));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = *(parameters.begin() + static_cast<std::ptrdiff_t>(i));
    if (parameter.fault == ValueFault::none) RC_ASSERT(parameter.value == pairs[i].second);
  }
}

RC_GTEST_PROP(QueryProperty, AnyBytesGiveValidText, ()) {
  for (const Parameter& parameter : parse_query(*wire_text())) {
    RC_ASSERT(is_valid_utf8(parameter.name));
    RC_ASSERT(is_valid_utf8(parameter.value));
    RC_ASSERT(parameter.value.find('\0') == std::string::npos);
  }
}

RC_GTEST_PROP(AcceptEncodingProperty, AnyBytesGiveAnAnswer, ()) { accepts_gzip(*wire_text()); }

}  // namespace
}  // namespace fingerpost::http
