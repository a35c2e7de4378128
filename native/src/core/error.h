// The one exception type of the core. Messages start with the op in brackets and show the offending values.
#pragma once

#include <cstdint>
#include <exception>
#include <sstream>
#include <string>
#include <utility>

#include "core/macros.h"

namespace nt {

// Same numbers as nt_status_code in the C ABI.
enum class Code : int32_t {
  argument = 1,
  shape = 2,
  dtype = 3,
  device = 4,
  index = 5,
  autograd = 6,
  out_of_memory = 7,
  cuda = 8,
  unsupported = 9,
  internal = 10,
  linalg = 11,
  callback = 12,
};

class NT_VISIBLE Error : public std::exception {
 public:
  Error(Code code, std::string text) : code_(code), text_(std::move(text)) {}
  Code code() const noexcept { return code_; }
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  Code code_;
  std::string text_;
};

template <class... Parts>
[[noreturn]] __attribute__((noinline, cold)) void fail(Code code, const Parts&... parts) {
  std::ostringstream text;
  (text << ... << parts);
  throw Error(code, text.str());
}

// check(n >= 0, Code::argument, "[eye] n = ", n, " is negative")
#define NT_CHECK(condition, code, ...)        \
  do {                                        \
    if (__builtin_expect(!(condition), 0)) {  \
      ::nt::fail((code), __VA_ARGS__);        \
    }                                         \
  } while (0)

}  // namespace nt
