// Splitting work over threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>

namespace nt::cpu {

// Elements below which a second thread costs more than it brings.
constexpr int64_t kGrain = 32768;

int max_threads();
void set_max_threads(int count);

// How many threads OpenMP, which oneDNN uses, takes for the loops of this thread; always one inside of a part.
void set_openmp_threads(int count);
int openmp_threads();

// What a part of [0, n) is given to.
struct RangeFunction {
  void (*call)(void* state, int64_t begin, int64_t end);
  void* state;
};

// Calls f for `parts` equal parts of [0, n), in any order and on any of max_threads() threads; one at least.
void run_parts(int64_t n, int64_t parts, RangeFunction f);

// Whether this is called from a part, where everything runs on one thread.
bool in_parallel();

// Calls f(begin, end) for parts of [0, n) of at least `grain`, up to four a thread: which one is late then matters little.
// Where the parts lie depends on n, grain and max_threads() alone. An exception of any part is thrown again here.
template <class F>
void parallel_for(int64_t n, int64_t grain, F&& f) {
  constexpr int64_t kPartsPerThread = 4;
  const int64_t pieces = n / std::max<int64_t>(grain, 1);
  const int64_t threads = pieces < 2 ? 1 : max_threads();
  if (threads <= 1 || in_parallel()) {
    if (n > 0) f(int64_t{0}, n);
    return;
  }
  const int64_t each = std::clamp<int64_t>(pieces / threads, 1, kPartsPerThread);
  using Function = std::remove_reference_t<F>;
  const auto call = [](void* state, int64_t begin, int64_t end) { (*static_cast<Function*>(state))(begin, end); };
  run_parts(n, std::min(each * threads, pieces),
            {call, const_cast<void*>(static_cast<const void*>(std::addressof(f)))});
}

}  // namespace nt::cpu
