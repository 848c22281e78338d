#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fingerpost::exchange {

/// The tables of data/standards as built into the program.
std::string_view oruk_rules_text();
std::string_view oruk_experimental_rules_text();
std::string_view hsds_rules_text();

/// What a property may hold.
enum class RuleType : std::uint8_t {
  text,
  number,
  uuid,
  uri,
  email,
  date,
  date_time,
  byday,
  absent,
  choice,
  object,
  list
};

/// One property of an object.
struct FieldRule {
  std::string name;
  bool is_required = false;
  RuleType type = RuleType::text;
  std::string target;  ///< of a choice its name, of objects and lists the shape
};

/// A value that breaks a rule.
struct Breach {
  std::string pointer;  ///< RFC 6901, below the record
  std::string field;    ///< "schedule.opens_at": the shape's name and the property's
  std::string_view
      rule;           ///< `missing`, `null`, `not-text`, `not-number`, `not-uuid`, `not-uri`, `not-email`, `not-date`,
                      ///< `not-date-time`, `not-byday`, `not-one-of`, `not-object`, `not-list`, `must-be-absent`
  std::string value;  ///< shortened
};

/// What one standard requires, read from its table.
class RuleTable {
 public:
  /// `text` is one of ours: a fault in it is a bug.
  explicit RuleTable(std::string_view text);

  bool knows(const std::string& shape) const { return shapes_.contains(shape); }
  /// Judges `value` as an object of `shape`, nested ones too; tells every breach, in order. Properties that the table
  /// does not name are allowed.
  void judge(const std::string& shape, const Json& value, const std::function<void(const Breach&)>& tell) const;
  /// "active, inactive, …" of a choice, for a sentence.
  std::string choices(const std::string& name) const;
  const FieldRule* find(const std::string& shape, std::string_view field) const;

 private:
  struct Judging;
  void judge_object(const std::string& shape, const Json& value, std::string pointer, Judging& judging) const;
  void judge_field(const std::string& shape, const FieldRule& rule, const Json& value, const std::string& pointer,
                   Judging& judging) const;
  void add_shape(std::string_view line);
  std::string_view fault_of(const FieldRule& rule, const Json& value) const;

  std::map<std::string, std::vector<FieldRule>> shapes_;
  std::map<std::string, std::vector<std::string>> choices_;
};

/// RFC 3986 with a scheme, no spaces: what the validators call a well-formed absolute address.
bool is_absolute_uri(std::string_view text);
bool is_plausible_email(std::string_view text);
/// `MO,WE`, `1MO,-1FR`.
bool is_byday(std::string_view text);
/// RFC 3339 with time and offset.
bool is_date_time(std::string_view text);

}  // namespace fingerpost::exchange
