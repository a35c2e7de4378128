// What the loops of matrix products share with their driver (cpu/matmul.cpp).
#pragma once

#include <cstdint>

namespace nt::cpu {

// c (m x n) (+)= a (m x k) b (k x n), strides in elements; c's rows are dense.
struct Product {
  int64_t m, n, k;
  const void* a;
  int64_t a_row, a_col;
  const void* b;
  int64_t b_row, b_col;
  void* c;
  int64_t c_row;
  bool accumulate;
};

// Up to so many rows of a meet b where it lies, if its rows or its columns are dense.
constexpr int64_t kFewRows = 4;

struct ProductLoops {
  // Bytes of scratch that `run` wants.
  int64_t (*scratch)(const Product& product) = nullptr;
  void (*run)(const Product& product, void* scratch) = nullptr;
};

}  // namespace nt::cpu
