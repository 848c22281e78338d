#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "model/finding.hpp"

namespace fingerpost::exchange {

/// What a document of a feed is, by where it was fetched or how its file is called.
enum class FeedPart : std::uint8_t { details, service, organization, service_at_location, taxonomy, taxonomy_term };
std::string_view to_string(FeedPart part);
/// The list that holds such records: "services"; empty for the details.
std::string_view list_of(FeedPart part);

/// One rule that was broken, with how often and where.
struct BrokenRule {
  struct Example {
    std::string where;   ///< document, then the JSON pointer in it: "services/5e…/schedules/0/opens_at"
    std::string value;   ///< as it stands there, shortened; personal data is none of a directory's
    std::string detail;  ///< what was found, where the rule's own words do not say it
  };
  std::string code;   ///< stable: "not-uri", "page-size", "filter-ignored"
  std::string field;  ///< "service.url"; empty where no property is meant
  model::Severity severity = model::Severity::note;
  std::vector<std::string> standards;  ///< that ask for it: "Open Referral UK 3.0"
  std::string title;                   ///< one sentence: what is wrong
  std::string remedy;                  ///< one sentence: what to do
  std::uint64_t count = 0;
  std::vector<Example> examples;  ///< the first kMaxExamples
};
inline constexpr std::size_t kMaxExamples = 10;

/// How many services were assured lately.
struct Freshness {
  std::uint64_t services = 0, within_3_months = 0, within_12_months = 0, older = 0, not_stated = 0;
};

/// Faults of one document by standard: for comparison with other validators.
struct JudgedDocument {
  std::string name, shape;
  std::map<std::string, std::uint64_t> breaches;  ///< by standard; 0 for one that it passes
};
/// Documents listed one by one; beyond it they are only counted.
inline constexpr std::size_t kMaxJudgedDocuments = 10'000;

struct FeedVerdict {
  std::string feed;  ///< address or folder
  Instant checked_at{};
  std::map<std::string, std::uint64_t> counts;  ///< records by list
  Freshness freshness;
  std::vector<BrokenRule> rules;  ///< errors first, then by how often
  std::vector<JudgedDocument> documents;

  std::uint64_t count(model::Severity severity) const;  ///< rules of that severity
  bool passes() const { return count(model::Severity::error) == 0; }
};

/// Judges what a feed serves, document by document. Memory: the rules broken and 100 bytes a service; whoever fetches
/// may drop a document as soon as it was judged.
class FeedCheck {
 public:
  FeedCheck(std::string feed, Instant now);
  ~FeedCheck();
  FeedCheck(const FeedCheck&) = delete;
  FeedCheck& operator=(const FeedCheck&) = delete;

  /// A document of a folder: what it is says its name ("service_list.json"), else its content. False when it is nothing
  /// of a feed.
  bool document(const std::string& name, const Json& json);
  /// The answer of the base address.
  void details(const std::string& name, const Json& json);
  /// What was asked of a page, so that its envelope can be held against it; nullopt: not known.
  struct Asked {
    std::optional<std::int64_t> page, per_page;
  };
  /// A page of a list: its envelope and its items as list items.
  void page(FeedPart part, const std::string& name, const Json& json, const Asked& asked);
  /// A full record.
  void record(FeedPart part, const std::string& name, const Json& json);
  /// Something that only whoever fetches can see. `title` and `remedy` of the first telling stand.
  struct Told {
    std::string code, field;
    model::Severity severity = model::Severity::error;
    std::string title, remedy;
  };
  void tell(const Told& told, BrokenRule::Example example);

  FeedVerdict finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// For a terminal.
std::string to_text(const FeedVerdict& verdict);
/// {"feed","checked_at","passes","counts","freshness","rules":[…],"documents":[…]}
Json to_json(const FeedVerdict& verdict);
/// One page of HTML for people: everything in it, nothing fetched, every value escaped.
std::string to_html(const FeedVerdict& verdict);

}  // namespace fingerpost::exchange
