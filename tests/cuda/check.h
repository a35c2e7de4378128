// Checks of the CUDA backend against the same functors and plain loops on the host.
#pragma once

#include <cstdint>
#include <string>

#include "array.h"
#include "functors/table.h"

namespace check {

// Counts, and prints the first failures of each check.
class Report {
 public:
  void begin(std::string name);
  void fail(const std::string& text);
  // A wrong element: value was computed, expected is right.
  void compare(int64_t i, double value, double expected, double relative, double absolute);
  int end();  // prints a line for each check that failed; the number of failures
  int checks() const { return checks_; }

 private:
  std::string name_;
  int checks_ = 0, failed_ = 0, failures_here_ = 0;
};

Report& report();

// Relative error that a result stored as `dtype`, computed from float32 or float64, may have.
double tolerance(Dtype dtype);

// Numbers of all sizes, special values among them, as element i of a sequence.
double sample(Dtype dtype, int64_t i, uint32_t seed);
// Between -1 and 1; for integers between -9 and 9.
double small_sample(Dtype dtype, int64_t i, uint32_t seed);

void check_maps();
void check_copies();
void check_where();
void check_reductions();
void check_matmul();
void check_softmax();
void check_pools();
void check_optim();
void check_memory();
void check_pinned();
void measure();

}  // namespace check
