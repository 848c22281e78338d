#include "store/detail/places.hpp"

#include "base/failure.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kForget = "DELETE FROM place_file";
constexpr const char* kWrite = "INSERT INTO place_file (name, digest, bytes) VALUES (?1, ?2, ?3)";
constexpr const char* kRead = "SELECT name, digest, bytes FROM place_file ORDER BY name";
constexpr const char* kRaise = "UPDATE counter SET value = value + 1 WHERE name = 'places_generation'";
constexpr const char* kGeneration = "SELECT value FROM counter WHERE name = 'places_generation'";

}  // namespace

std::uint64_t write_place_files(Connection& connection, const std::vector<PlaceFile>& files) {
  Query(connection, kForget).run();
  for (const PlaceFile& file : files) Query(connection, kWrite, file.name, file.digest, file.bytes).run();
  Query(connection, kRaise).run();
  return read_places_generation(connection);
}

std::vector<PlaceFile> read_place_files(Connection& connection) {
  Query query(connection, kRead);
  std::vector<PlaceFile> files;
  while (query.next()) files.push_back({query.text(0), query.text(1), static_cast<std::uint64_t>(query.integer(2))});
  return files;
}

std::uint64_t read_places_generation(Connection& connection) {
  Query query(connection, kGeneration);
  if (!query.next()) throw Failure("reading the gazetteer's generation", "it is missing: the store is damaged");
  return static_cast<std::uint64_t>(query.integer(0));
}

}  // namespace fingerpost::store
