// One call: where its arguments come from, what they were, and whether it has to be refused.
#pragma once

#include <map>
#include <string>

#include "pool.h"

class Context {
 public:
  explicit Context(uint64_t seed) : random(seed), pool(random) {}

  Random random;
  Pool pool;

  int32_t count = 0;             // of the list before
  int64_t bytes = 0;             // of the buffer before
  const nt_tensor* last = nullptr;  // the tensor before
  bool mild = false;             // small numbers and tensors of one dtype, which more calls take
  std::string text;              // the call as text
  const char* refused = nullptr; // why it must not succeed

  void begin(const char* function);
  void finish(nt_status status);

  void argument(const std::string& value) {
    if (text.back() != '(') text += ", ";
    text += value;
  }
  void refuse(const char* why) { refused = why; }
  void problem(const std::string& what);

  nt_tensor* tensor();  // in a mild call, one of the first one's dtype
  int64_t integer();  // mostly a small one; sometimes one that is far from any size
  double real();

  size_t problems() const { return problems_.size(); }
  // Calls and successes of each function.
  std::map<std::string, std::pair<int64_t, int64_t>> done;

 private:
  std::string function_;
  int32_t dtype_ = -1;
  std::map<std::string, int64_t> problems_;
};
