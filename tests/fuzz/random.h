// A small generator: the same seed gives the same calls everywhere.
#pragma once

#include <cstdint>
#include <initializer_list>

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 1) {}

  uint64_t bits() {  // splitmix64
    uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(bits() % static_cast<uint64_t>(high - low + 1));
  }

  bool chance(int one_in) { return bits() % static_cast<uint64_t>(one_in) == 0; }

  template <class T>
  T one_of(std::initializer_list<T> choices) { return choices.begin()[bits() % choices.size()]; }

 private:
  uint64_t state_;
};
