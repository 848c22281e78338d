#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
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
  struct Phrase {
    std::string text;
    std::vector<std::uint32_t> words;  ///< numbers in words_
  };
  struct Draft {
    Need need;
    NeedFile::Origin origin;
    std::vector<Phrase> phrases;
  };
  /// Where a term is said: phrases, ascending; needs, each with the number of its phrases.
  struct SaidIn {
    std::vector<std::uint32_t> phrases;
    std::vector<Lexicon::TermNeed> needs;
  };
  struct Word {
    std::uint32_t term;  ///< its number in the lexicon
    bool is_stop;
    bool is_said = false;  ///< in a phrase that counts, or in words.txt
  };
  void read_need_line(const NeedFile& file, std::string_view line);
  void read_word_line(std::string_view line);
  void begin_need(const NeedFile& file, std::string_view header);
  void read_terms(std::string_view list);
  void read_phrases(std::string_view list);
  void read_flags(std::string_view list);
  /// Each word is analysed and looked up once; from then on it is a number.
  std::vector<std::uint32_t> number(const std::vector<search::Token>& tokens);
  void say(std::uint32_t word);
  /// Without the words that say nothing, unless there are no others; each term once, ascending.
  std::vector<std::uint32_t> telling_terms(const std::vector<std::uint32_t>& words) const;
  /// The terms next to each other, each pair once, ascending.
  std::vector<std::uint64_t> pairs_of(const std::vector<std::uint32_t>& words) const;
  void check_relations();
  void index_phrases();
  void index_phrase(std::uint32_t need, const std::vector<std::uint32_t>& terms,
                    const std::vector<std::uint64_t>& pairs);
  void add_completion(const std::string& text, std::uint32_t need, bool is_name);
  void lay_out_terms();
  void weigh_terms();
  void sort_completions();
  void fault(std::string_view value, std::string detail);
  std::string here() const;

  std::shared_ptr<Lexicon> lexicon_;
  std::map<std::string, Draft> drafts_;  ///< by code
  Draft* draft_ = nullptr;               ///< the need whose lines are read
  Draft discarded_;                      ///< takes the lines of a need that is faulty or stands aside
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< by word as written
  std::vector<Word> words_;
  std::vector<SaidIn> said_in_;  ///< by term
  std::string file_;
  std::size_t line_ = 0, phrases_ = 0, files_ = 0;
  Problems faults_;
};

}  // namespace fingerpost::lexicon
