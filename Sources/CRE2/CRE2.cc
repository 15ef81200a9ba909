#include "CRE2.h"

#include <re2/re2.h>

#include <new>
#include <string>
#include <vector>

using re2::StringPiece;

struct monigen_re2 {
  RE2 expression;

  monigen_re2(StringPiece text, const RE2::Options &options) : expression(text, options) {}
};

namespace {

RE2::Options options(int64_t memory) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_max_mem(memory);
  return options;
}

}  // namespace

monigen_re2 *monigen_re2_compile(const char *text, size_t length, int64_t memory) {
  return new (std::nothrow) monigen_re2(StringPiece(text, length), options(memory));
}

void monigen_re2_free(monigen_re2 *expression) { delete expression; }

const char *monigen_re2_error(const monigen_re2 *expression) {
  return expression->expression.ok() ? nullptr : expression->expression.error().c_str();
}

int monigen_re2_is_too_large(const monigen_re2 *expression) {
  return expression->expression.error_code() == RE2::ErrorPatternTooLarge;
}

int monigen_re2_group_count(const monigen_re2 *expression) {
  return expression->expression.ok() ? expression->expression.NumberOfCapturingGroups() : 0;
}

int monigen_re2_group_named(const monigen_re2 *expression, const char *name, size_t length) {
  const auto &groups = expression->expression.NamedCapturingGroups();
  const auto found = groups.find(std::string(name, length));
  return found == groups.end() ? -1 : found->second;
}

int monigen_re2_find(const monigen_re2 *expression, const char *text, size_t length, size_t start, ptrdiff_t *places,
                     int pairs) {
  if (!expression->expression.ok() || start > length) return 0;
  std::vector<StringPiece> groups(pairs);
  const StringPiece whole(text, length);
  if (!expression->expression.Match(whole, start, length, RE2::UNANCHORED, groups.data(), pairs)) return 0;
  for (int i = 0; i < pairs; i++) {
    const bool takesPart = groups[i].data() != nullptr;
    places[2 * i] = takesPart ? groups[i].data() - text : -1;
    places[2 * i + 1] = takesPart ? groups[i].data() - text + static_cast<ptrdiff_t>(groups[i].size()) : -1;
  }
  return 1;
}
