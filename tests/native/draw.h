#pragma once

#include <cstdint>
#include <random>

namespace nt::test {

// A test's own random numbers, the same in every run.
struct Draw {
  explicit Draw(unsigned seed) : engine(seed) {}
  // From first to last, both included.
  int64_t operator()(int64_t first, int64_t last) {
    return std::uniform_int_distribution<int64_t>(first, last)(engine);
  }
  std::mt19937 engine;
};

}  // namespace nt::test
