#include "machine.h"

#include <omp.h>
#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <vector>

#include "session.h"

namespace nt::bench {
namespace {

const MachineKernels& best() {
  static const MachineKernels kernels = __builtin_cpu_supports("avx512f") ? v4::kernels()
                                        : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                                            ? v3::kernels()
                                            : v2::kernels();
  return kernels;
}

// Read by nobody; the optimiser does not know.
volatile float sink;

// Memory on huge pages where the system has them. Each array begins elsewhere in its page: a load behind a store to the same
// place in another page waits for it.
class Floats {
 public:
  Floats(size_t count, size_t place)
      : offset_(place * 1088 / sizeof(float)), bytes_((count + offset_ + 1) * sizeof(float)) {
    memory_ = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) throw std::bad_alloc();
    madvise(memory_, bytes_, MADV_HUGEPAGE);
    std::fill_n(data(), count, 1.0f);
  }
  ~Floats() { munmap(memory_, bytes_); }
  Floats(const Floats&) = delete;
  Floats& operator=(const Floats&) = delete;
  float* data() const { return static_cast<float*>(memory_) + offset_; }

 private:
  size_t offset_;
  size_t bytes_;
  void* memory_;
};

// Calls part(first, last) on each thread; the bounds are multiples of 128, which every kernel's step divides.
template <class F>
void in_parts(size_t count, F part) {
  const size_t threads = static_cast<size_t>(omp_get_max_threads());
  if (threads == 1 || count < 8192) return part(size_t{0}, count);
#pragma omp parallel
  {
    const size_t each = (count / threads + 127) / 128 * 128, me = static_cast<size_t>(omp_get_thread_num());
    const size_t first = std::min(me * each, count), last = std::min(first + each, count);
    if (first < last) part(first, last);
  }
}

// As many steps of multiply-adds as the operations that the case counts, shared by all threads.
std::function<void()> fma(double flops) {
  const int64_t steps = std::max<int64_t>(1, static_cast<int64_t>(flops / static_cast<double>(best().fma_flops)));
  return [steps] {
    const int64_t threads = steps < 1000 ? 1 : omp_get_max_threads();
    if (threads == 1) {
      sink = best().fma(steps);
      return;
    }
#pragma omp parallel
    sink = best().fma(steps / threads);
  };
}

double seconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The fastest of several ways to do the same.
std::function<void()> fastest(const std::vector<std::function<void()>>& ways) {
  std::vector<double> times(ways.size(), 1e9);
  for (int i = 0; i < 10; ++i)
    for (size_t w = 0; w < ways.size(); ++w) times[w] = std::min(times[w], seconds(ways[w]));
  return ways[static_cast<size_t>(std::min_element(times.begin(), times.end()) - times.begin())];
}

// Passes over memory that move as many bytes as the case counts.
std::function<void()> stream(const std::string& kind, double bytes) {
  const int arrays = kind == "read" ? 1 : kind == "copy" ? 2 : 3;
  const size_t count =
      std::max<size_t>(static_cast<size_t>(bytes) / sizeof(float) / static_cast<size_t>(arrays) / 128 * 128, 128);
  const auto a = std::make_shared<Floats>(count, 0), b = std::make_shared<Floats>(arrays > 1 ? count : 0, 1),
             c = std::make_shared<Floats>(arrays > 2 ? count : 0, 2);
  if (kind == "read")
    return [=] { in_parts(count, [&](size_t from, size_t to) { sink = best().read(a->data() + from, to - from); }); };
  const auto storing = [=](bool streaming) -> std::function<void()> {
    return [=] {
      in_parts(count, [&](size_t from, size_t to) {
        if (kind == "copy")
          best().copy(a->data() + from, b->data() + from, to - from, streaming);
        else
          best().add(a->data() + from, b->data() + from, c->data() + from, to - from, streaming);
      });
    };
  };
  std::vector<std::function<void()>> ways = {storing(false), storing(true)};
  if (kind == "copy")
    ways.push_back([=] {
      in_parts(count, [&](size_t from, size_t to) {
        std::memcpy(b->data() + from, a->data() + from, (to - from) * sizeof(float));
      });
    });
  return fastest(ways);
}

Workload prepare(const Object& request) {
  const std::string limit = text(request, "limit");
  if (limit.empty()) throw Unsupported("the case has no limit");
  const double work = number(request, "work");
  return {"[]", limit == "fma" ? fma(work) : stream(limit, work)};
}

}  // namespace

Framework machine() { return {R"({"name":"machine","version":"","device":"cpu","role":"machine"})", prepare}; }

}  // namespace nt::bench
