// Numbers of threads that end with the test.
#pragma once

#include <gtest/gtest.h>

#include "cpu/parallel.h"

namespace nt::test {

class Threads {
 public:
  Threads() = default;
  explicit Threads(int count) { set(count); }
  ~Threads() { set(before_); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  void set(int count) { cpu::set_max_threads(count); }

 private:
  int before_ = cpu::max_threads();
};

// Each test runs with as many threads as its parameter says.
class WithThreads : public testing::TestWithParam<int> {
  Threads threads_{GetParam()};
};

}  // namespace nt::test
