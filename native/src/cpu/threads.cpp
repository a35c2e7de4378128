#include <omp.h>

#include <atomic>

#include "cpu/parallel.h"
#include "cpu/thread_pool.h"

namespace nt::cpu {
namespace {

std::atomic<int> limit{0};
constinit thread_local bool inside = false;

int threads_of_machine() {
  static const int count = omp_get_max_threads();
  return count;
}

// A part's own loops, and oneDNN's in it, stay on its thread.
struct Inside {
  Inside() { inside = true; }
  ~Inside() { inside = false; }
};

}  // namespace

int max_threads() {
  const int set = limit.load(std::memory_order_relaxed);
  return set > 0 ? set : threads_of_machine();
}

void set_max_threads(int count) { limit.store(count); }

void set_openmp_threads(int count) {
  const int wanted = inside ? 1 : count;
  if (omp_get_max_threads() != wanted) omp_set_num_threads(wanted);
}

int openmp_threads() { return omp_get_max_threads(); }

bool in_parallel() { return inside; }

void run_parts(int64_t n, int64_t parts, RangeFunction f) {
  const auto call = [](void* state, int64_t begin, int64_t end) {
    const Inside here;
    const auto* const inner = static_cast<const RangeFunction*>(state);
    inner->call(inner->state, begin, end);
  };
  ThreadPool::instance().run(n, parts, max_threads(), {call, &f});
}

}  // namespace nt::cpu
