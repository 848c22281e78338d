#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "exchange/detail/rule_table.hpp"
#include "exchange/feed_check.hpp"

namespace fingerpost::exchange {

/// A standard that records are held against.
struct Standard {
  std::string name;
  const RuleTable& rules;
};
/// Open Referral UK 3.0 first: it decides; the others advise.
const std::vector<Standard>& standards();

/// Rules broken so far, by code and field.
class RuleBook {
 public:
  /// `standard` may be empty. The gravest severity of all tellings stands.
  void add(const FeedCheck::Told& told, const std::string& standard, BrokenRule::Example example);
  /// Errors first, then by number.
  std::vector<BrokenRule> take();

 private:
  std::map<std::pair<std::string, std::string>, BrokenRule> rules_;
};

/// The table's name of such a record: "service", in a list "service_item".
std::string shape_of(FeedPart part, bool is_item, const RuleTable& rules);

/// The envelope of a page: all members there and of their type, and no contradiction among them or with what was asked.
void judge_envelope(const std::string& name, const Json& page, const FeedCheck::Asked& asked,
                    const std::function<void(const FeedCheck::Told&, BrokenRule::Example)>& tell);

/// What the Department for Education's client cannot read though the schemas allow it: times with a zone, ages with a
/// decimal point, in a service and below it.
void judge_typing(const std::string& name, const Json& record,
                  const std::function<void(const FeedCheck::Told&, BrokenRule::Example)>& tell);

/// What makes a service of use: somebody to ask, somewhere to go or an area, and a date of assurance.
void judge_usefulness(const std::string& name, const Json& service,
                      const std::function<void(const FeedCheck::Told&, BrokenRule::Example)>& tell);

}  // namespace fingerpost::exchange
