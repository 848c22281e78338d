#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "search/analyser.hpp"

namespace fingerpost::lexicon {

/// Reads need files line by line into a Lexicon; faults are collected, not thrown.
class LexiconBuilder {
 public:
  LexiconBuilder();
  void read(const NeedFile& file);
  /// Checks what spans files, indexes, and gives the lexicon, or every fault.
  Result<std::shared_ptr<const Lexicon>> finish();

 private:
  struct Draft {
    Need need;
    NeedFile::Origin origin;
    std::vector<std::string> phrases;
  };
  void read_need_line(const NeedFile& file, std::string_view line);
  void read_word_line(std::string_view line);
  void begin_need(const NeedFile& file, std::string_view header);
  void read_terms(std::string_view list);
  void read_phrases(std::string_view list);
  void read_flags(std::string_view list);
  void add_alternatives(std::string_view left, std::string_view right);
  void add_words(const std::vector<search::Token>& tokens);
  void check_relations();
  /// Its words next to each other, each once, ascending; new words are numbered.
  std::vector<std::uint64_t> pairs_of(const std::vector<search::Token>& tokens);
  void index_phrases();
  void weigh_terms();
  void fault(std::string_view value, std::string detail);
  std::string here() const;

  std::shared_ptr<Lexicon> lexicon_;
  std::map<std::string, Draft> drafts_;  ///< by code
  Draft* draft_ = nullptr;               ///< the need whose lines are read
  Draft discarded_;                      ///< takes the lines of a need that is faulty or stands aside
  std::unordered_set<std::string> words_;
  std::string file_;
  std::size_t line_ = 0, phrases_ = 0, files_ = 0;
  Problems faults_;
};

}  // namespace fingerpost::lexicon
