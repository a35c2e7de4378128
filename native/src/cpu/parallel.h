// Splitting work over threads.
#pragma once

#include <omp.h>

#include <algorithm>
#include <cstdint>
#include <exception>

namespace nt::cpu {

// Elements below which a second thread costs more than it brings.
constexpr int64_t kGrain = 32768;

int max_threads();
void set_max_threads(int count);

// Calls f(begin, end) over [0, n), on several threads where each gets at least `grain`. An exception of any part is thrown
// again here.
template <class F>
void parallel_for(int64_t n, int64_t grain, F&& f) {
  const int64_t pieces = n / std::max<int64_t>(grain, 1);
  const int64_t parts = pieces < 2 ? 1 : std::min<int64_t>(max_threads(), pieces);
  if (parts <= 1 || omp_in_parallel()) {
    if (n > 0) f(int64_t{0}, n);
    return;
  }
  std::exception_ptr failure;
#pragma omp parallel num_threads(static_cast<int>(parts))
  {
    const int64_t part = omp_get_thread_num(), count = omp_get_num_threads();
    try {
      const int64_t begin = n * part / count, end = n * (part + 1) / count;
      if (begin < end) f(begin, end);
    } catch (...) {
#pragma omp critical(nt_parallel_failure)
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace nt::cpu
