#include <atomic>

#include "cpu/parallel.h"

namespace nt::cpu {
namespace {
std::atomic<int> limit{0};
}

int max_threads() {
  const int set = limit.load(std::memory_order_relaxed);
  return set > 0 ? set : omp_get_max_threads();
}

void set_max_threads(int count) {
  limit.store(count);
  omp_set_num_threads(count);
}

}  // namespace nt::cpu
