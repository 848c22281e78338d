#include <unordered_map>

#include "base/json.hpp"
#include "base/text.hpp"
#include "importers/detail/json_items.hpp"
#include "importers/detail/tables.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::size_t kMaxJsonColumns = 4'096;
constexpr std::size_t kMaxFlattening = 4;  ///< levels of nesting that become column names

class JsonTable final : public Table {
 public:
  JsonTable(const InputFile& file, const TableOptions& options)
      : items_(file, {"data", "items", "results", "records", "rows", "value", "contents", "content"}),
        each_(options.each) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  bool has_fixed_columns() const override { return false; }

  bool next(SourceRow& row) override {
    if (pending_at_ == pending_.size() && !read_item(row)) return false;
    row.line = item_.line;
    row.raw = item_.text;
    row.fault = item_.fault;
    row.fields.clear();
    if (!row.fault.empty()) {
      pending_at_ = pending_.size();
      return true;
    }
    for (const auto& [column, value] : shared_) put(row, column, value);
    if (pending_at_ < pending_.size()) flatten(row, each_, pending_[pending_at_++], 0);
    return true;
  }

 private:
  bool read_item(SourceRow&) {
    pending_.clear();
    pending_at_ = 0;
    shared_.clear();
    if (!items_.next(item_)) return false;
    if (!item_.fault.empty()) return true;
    SourceRow parent;
    for (const auto& member : item_.json.members()) {
      if (!each_.empty() && member.key == each_ && member.value.is_array())
        pending_ = member.value.elements();
      else
        flatten(parent, member.key, member.value, 0);
    }
    if (!item_.json.is_object()) item_.fault = "not-an-object";
    for (std::size_t i = 0; i < parent.fields.size(); ++i)
      if (!parent.fields[i].empty()) shared_.emplace_back(i, std::move(parent.fields[i]));
    return true;
  }

  void flatten(SourceRow& row, const std::string& name, const Json& json, std::size_t depth) {
    if (json.is_object() && depth < kMaxFlattening) {
      for (const auto& member : json.members()) flatten(row, name + "." + member.key, member.value, depth + 1);
      return;
    }
    std::string text = text_of(json);
    if (const auto column = column_of(name)) put(row, *column, std::move(text));
  }

  static std::string text_of(const Json& json) {
    if (json.is_null()) return {};
    if (const auto* text = json.if_string()) return *text;
    if (!json.is_array()) return json.dump();
    std::string joined;
    for (const Json& element : json.elements()) {
      if (element.is_object() || element.is_array()) return json.dump();
      joined += (joined.empty() ? "" : ";") + text_of(element);
    }
    return joined;
  }

  std::optional<std::size_t> column_of(const std::string& name) {
    const auto found = index_.find(name);
    if (found != index_.end()) return found->second;
    if (columns_.size() >= kMaxJsonColumns) return std::nullopt;
    columns_.push_back(name);
    index_.emplace(name, columns_.size() - 1);
    return columns_.size() - 1;
  }

  static void put(SourceRow& row, std::size_t column, std::string value) {
    if (row.fields.size() <= column) row.fields.resize(column + 1);
    row.fields[column] = std::move(value);
  }

  JsonItems items_;
  std::string each_;
  ParsedItem item_;
  std::vector<std::pair<std::size_t, std::string>> shared_;  ///< the parent's values by column
  Json::Array pending_;
  std::size_t pending_at_ = 0;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

std::unique_ptr<Table> open_json_table(const InputFile& file, const TableOptions& options) {
  return std::make_unique<JsonTable>(file, options);
}

}  // namespace fingerpost::importers
