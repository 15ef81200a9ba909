#include "CTraces.h"

#include <unistd.h>

#include <cerrno>
#include <functional>
#include <iostream>
#include <streambuf>
#include <string>
#include <vector>

namespace {

/* Lines are written as soon as they are whole: a program that is killed has shown what it printed. */
class Traces : public std::streambuf {
 public:
  void again() { next_ = 0; }

 protected:
  int overflow(int character) override {
    if (character == traits_type::eof()) return 0;
    put(static_cast<char>(character));
    return character;
  }

  std::streamsize xsputn(const char *text, std::streamsize count) override {
    for (std::streamsize i = 0; i < count; i++) put(text[i]);
    return count;
  }

 private:
  void put(char character) {
    line_ += character;
    if (character != '\n') return;
    const size_t digest = std::hash<std::string>()(line_);
    if (next_ < printed_.size() && printed_[next_] == digest) {
      next_++;
    } else {
      /* From here on the program does other things than before. */
      printed_.resize(next_);
      printed_.push_back(digest);
      next_++;
      write();
    }
    line_.clear();
  }

  void write() const {
    const char *text = line_.data();
    size_t left = line_.size();
    while (left > 0) {
      const ssize_t count = ::write(STDERR_FILENO, text, left);
      if (count < 0 && errno != EINTR) return;
      if (count > 0) text += count, left -= static_cast<size_t>(count);
    }
  }

  std::string line_;
  /* Digests of the lines: a program may print without end. */
  std::vector<size_t> printed_;
  /* How many of them the present evaluation has come by. */
  size_t next_ = 0;
};

Traces *traces = nullptr;

}  // namespace

void monigen_traces_take(void) {
  if (traces != nullptr) return;
  /* Never freed: std::cerr outlives everything. */
  traces = new Traces;
  std::cerr.rdbuf(traces);
}

void monigen_traces_again(void) {
  if (traces != nullptr) traces->again();
}
