#include "geo/detail/postcode_writer.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include "base/clock.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "geo/detail/name_table.hpp"

namespace fingerpost::geo::detail {
namespace {

/// "202505" and "2025-05" → 2025-05; "2025-05-31" as it is; nullopt for anything else.
std::optional<std::string> normal_date(std::string_view text) {
  text = trim(text);
  std::string date(text);
  if (text.size() == 6 && parse_integer(text)) date.insert(4, "-");
  if (date.size() == 8 && parse_integer(text))
    date = date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6);
  const bool is_month = date.size() == 7;
  return parse_day(is_month ? date + "-01" : date) ? std::optional(date) : std::nullopt;
}

}  // namespace

/// One sorted run, read back in blocks.
class PostcodeWriter::Run {
 public:
  explicit Run(const std::filesystem::path& path) : file_(path, std::ios::binary) { next(); }
  const Row* row() const { return at_ < block_.size() ? &block_[at_] : nullptr; }
  void next() {
    if (++at_ < block_.size()) return;
    block_.resize(kBlock);
    file_.read(reinterpret_cast<char*>(block_.data()), static_cast<std::streamsize>(kBlock * sizeof(Row)));
    if (file_.bad()) fail_with_errno("reading back sorted postcodes");
    block_.resize(static_cast<std::size_t>(file_.gcount()) / sizeof(Row));
    at_ = 0;
  }

 private:
  static constexpr std::size_t kBlock = 8192;
  std::ifstream file_;
  std::vector<Row> block_;
  std::size_t at_ = 0;
};

/// Writes units as they come and keeps the directories of sectors and outcodes.
class PostcodeWriter::Output {
 public:
  Output(TableWriter& file, AreaDictionaryBuilder& areas) : file_(file), areas_(areas) {}

  void add(const Row& row, std::uint16_t date) {
    const PostcodeKey key = PostcodeKey::from_unit_key(row.key);
    if (outcodes_.empty() || outcodes_.back().row.outcode != key.outcode)
      outcodes_.push_back({{key.outcode, static_cast<std::uint32_t>(sectors_.size()), 0, 0, 0, 0}, {}});
    if (sectors_.empty() || sectors_.back().row.key != key.sector_key()) {
      sectors_.push_back({{key.sector_key(), units_, 0, 0, 0, 0}, {}});
      ++outcodes_.back().row.count;
    }
    Unit unit{key.unit, row.has_point != 0, {}, static_cast<PlaceStatus>(row.status), areas_.final_set(row.area_set),
              date};
    if (unit.has_point) {
      unit.point = {unit_degrees(row.latitude, kUnitSouth), unit_degrees(row.longitude, kUnitWest)};
      const bool is_live = unit.status == PlaceStatus::live;
      sectors_.back().middle.add(unit.point, is_live);
      outcodes_.back().middle.add(unit.point, is_live);
      areas_.count_position(row.area_set, unit.point, is_live);
    }
    ++units_;
    ++sectors_.back().row.count;
    file_.write(pack(unit));
  }

  void write_directories() {
    file_.begin(kSectors);
    for (Sector& s : sectors_) file_.write(s.middle.put_into(s.row));
    file_.begin(kOutcodes);
    for (Outcode& o : outcodes_) file_.write(o.middle.put_into(o.row));
  }

  std::size_t units() const { return units_; }

 private:
  /// The mean of live positions, or of all when none is live.
  struct Middle {
    std::uint32_t all = 0, live = 0;
    Point sum_all, sum_live;

    void add(const Point& p, bool is_live) {
      ++all;
      sum_all = {sum_all.latitude + p.latitude, sum_all.longitude + p.longitude};
      if (!is_live) return;
      ++live;
      sum_live = {sum_live.latitude + p.latitude, sum_live.longitude + p.longitude};
    }
    template <typename T>
    T put_into(T row) const {
      const Point& sum = live > 0 ? sum_live : sum_all;
      row.positioned = live > 0 ? live : all;
      const double n = std::max(row.positioned, 1u);
      row.latitude = sum.latitude / n;
      row.longitude = sum.longitude / n;
      return row;
    }
  };
  struct Sector {
    SectorRow row;
    Middle middle;
  };
  struct Outcode {
    OutcodeRow row;
    Middle middle;
  };

  TableWriter& file_;
  AreaDictionaryBuilder& areas_;
  std::vector<Sector> sectors_;
  std::vector<Outcode> outcodes_;
  std::uint32_t units_ = 0;
};

Result<std::uint16_t> PostcodeWriter::date_number(const PostcodeRow& row) {
  if (trim(row.terminated_on).empty()) return std::uint16_t{0};
  const auto date = normal_date(row.terminated_on);
  if (!date)
    return fail(ProblemCode::invalid_record, "terminated_on", row.terminated_on,
                "write the month as 202505 or 2025-05, or the day as 2025-05-31");
  const auto known = date_ids_.find(*date);
  if (known != date_ids_.end()) return known->second;
  if (dates_.size() == kMaxTerminationDates)
    return fail(ProblemCode::too_large, "terminated_on", *date, "too many different dates in one source");
  dates_.push_back(*date);
  return date_ids_[*date] = static_cast<std::uint16_t>(dates_.size());
}

Result<void> PostcodeWriter::add(const PostcodeRow& row) {
  Problems faults;
  const auto key = parse_unit(row.postcode);
  if (!key)
    append(faults, problem(ProblemCode::invalid_record, "postcode", row.postcode, "this is not a full postcode"));
  if (row.point && !kBritishIsles.contains(*row.point))
    append(faults, problem(ProblemCode::invalid_record, "position", to_string(*row.point),
                           "the position is outside the British Isles; leave it empty when it is not known"));
  const auto date = date_number(row);
  if (!date) append(faults, date.error());
  if (rows_ == kMaxPostcodeRows)
    append(faults, problem(ProblemCode::too_large, "postcode", row.postcode, "a source may have 16 million postcodes"));
  if (!faults.empty()) return fail(std::move(faults));
  const auto set = areas_.add(row.areas);
  if (!set) return fail(ProblemCode::too_large, "areas", row.postcode, "too many different areas in one source");
  const PlaceStatus status = *date > 0 ? PlaceStatus::terminated : row.status;
  Row packed{
      key->unit_key(),      static_cast<std::uint32_t>(rows_++), *set, 0, 0, *date, static_cast<std::uint8_t>(status),
      row.point.has_value()};
  if (row.point) {
    packed.latitude = unit_steps(row.point->latitude, kUnitSouth);
    packed.longitude = unit_steps(row.point->longitude, kUnitWest);
  }
  buffer_.push_back(packed);
  if (buffer_.size() == kRowsPerRun) spill();
  return {};
}

void PostcodeWriter::spill() {
  std::sort(buffer_.begin(), buffer_.end(),
            [](const Row& a, const Row& b) { return std::tie(a.key, a.sequence) < std::tie(b.key, b.sequence); });
  const auto path = folder_ / ("run-" + std::to_string(runs_.size()));
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(buffer_.data()), static_cast<std::streamsize>(buffer_.size() * sizeof(Row)));
  file.close();
  if (!file) fail_with_errno("spilling postcodes to " + path.string());
  runs_.push_back(path);
  buffer_.clear();
}

void PostcodeWriter::for_each_sorted(const std::function<void(const Row&)>& visit) {
  spill();
  std::vector<Row>().swap(buffer_);
  std::vector<Run> runs;
  runs.reserve(runs_.size());
  for (const auto& path : runs_) runs.emplace_back(path);
  const auto later = [&](std::size_t a, std::size_t b) {
    return std::tie(runs[a].row()->key, runs[a].row()->sequence) >
           std::tie(runs[b].row()->key, runs[b].row()->sequence);
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (runs[i].row() != nullptr) next.push(i);
  while (!next.empty()) {
    const std::size_t i = next.top();
    next.pop();
    visit(*runs[i].row());
    runs[i].next();
    if (runs[i].row() != nullptr) next.push(i);
  }
}

std::vector<std::uint16_t> PostcodeWriter::write_dates(TableWriter& file) {
  std::vector<std::uint16_t> order(dates_.size()), final_number(dates_.size() + 1, 0);
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) { return dates_[a] < dates_[b]; });
  file.begin(kDates);
  for (std::uint16_t i = 0; i < order.size(); ++i) {
    file.write(file.text(dates_[order[i]]));
    final_number[order[i] + 1u] = static_cast<std::uint16_t>(i + 1);
  }
  return final_number;
}

PostcodeWriter::Written PostcodeWriter::write(const std::filesystem::path& path) {
  TableWriter file(path, kPostcodeFile);
  areas_.number();
  const std::vector<std::uint16_t> dates = write_dates(file);
  file.begin(kUnits, SectionCheck::on_verify);
  Output output(file, areas_);
  std::optional<Row> held;  // the last row of its postcode wins
  for_each_sorted([&](const Row& row) {
    if (held && held->key != row.key) output.add(*held, dates[held->date]);
    held = row;
  });
  if (held) output.add(*held, dates[held->date]);
  output.write_directories();
  areas_.write(file);
  NameTableBuilder names;
  areas_.for_each_area([&](std::uint32_t number, const AreaDictionaryBuilder::Area& area) {
    if (area.positions > 0 && !area.ref.code.empty() && !area.ref.name.empty()) names.add(area.ref.name, number);
  });
  names.write(file);
  return {file.finish(), output.units()};
}

}  // namespace fingerpost::geo::detail
