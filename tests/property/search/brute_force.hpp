#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "search/document.hpp"
#include "search/query.hpp"

namespace fingerpost::search::test {

/// The slow, obvious twin of Index::search: looks at every document, counts every word, sorts everything.
class BruteForce {
 public:
  explicit BruteForce(std::vector<Document> documents);
  Hits search(const Query& query) const;
  const std::vector<Document>& documents() const { return documents_; }

  /// How often each term stands in each document, weighted by field; and in how many documents.
  struct Words {
    std::vector<std::map<std::string, unsigned>> counts;
    std::vector<unsigned> lengths;
    std::map<std::string, double> frequencies;
    double average_length = 1;
  };

 private:
  std::vector<Document> documents_;
  Words words_;
};

/// A small world in which everything happens: towns and moors, records of many points, points on one spot, records
/// with no place, areas and polygons with holes, everything unknown now and then.
class World {
 public:
  explicit World(std::uint32_t seed) : random_(seed) {}

  /// The documents of a new record.
  std::vector<Document> any_record() { return any_record(any_id()); }
  std::vector<Document> any_record(const Uuid& id);
  /// `documents` help it to ask for things that are there: a circle whose edge runs through a point, a code in use.
  Query any_query(const std::vector<Document>& documents);
  Uuid any_id();
  std::string any_words(int most);
  geo::Point any_point();
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  Conditions any_conditions();

 private:
  std::string any_word();
  std::string any_area();
  geo::MultiPolygon any_polygon(const geo::Point& around, bool with_hole);
  void place(Document& document);
  void describe(Document& document);
  Where any_where(const std::vector<Document>& documents);
  std::mt19937 random_;
};

}  // namespace fingerpost::search::test
