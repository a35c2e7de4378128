#include "cpu/thread_pool.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace nt::cpu {
namespace {

using Clock = std::chrono::steady_clock;

// The next loop of a training step begins within microseconds, and waking a sleeping thread costs up to a hundred: wait
// awake for a while, then let other programs go first, then sleep.
constexpr auto kAwake = std::chrono::microseconds(50), kYielding = std::chrono::microseconds(500);

void relax() {
#if defined(__x86_64__) || defined(_M_X64)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Waits for done() without sleeping; false when time is up.
template <class F>
bool wait_awake(F&& done) {
  const auto start = Clock::now();
  for (;;) {
    for (int i = 0; i < 32; ++i) {
      if (done()) return true;
      relax();
    }
    const auto waited = Clock::now() - start;
    if (waited > kYielding) return false;
    if (waited > kAwake) std::this_thread::yield();
  }
}

void call_part(RangeFunction f, int64_t n, int64_t parts, int64_t part) {
  f.call(f.state, n * part / parts, n * (part + 1) / parts);
}

constexpr uint64_t lane_of(int64_t next, int64_t end) {
  return static_cast<uint64_t>(next) << 32 | static_cast<uint64_t>(end);
}

}  // namespace

ThreadPool& ThreadPool::instance() {
  static ThreadPool& pool = *new ThreadPool;
  return pool;
}

void ThreadPool::run(int64_t n, int64_t parts, int threads, RangeFunction f) {
  const std::unique_lock lock(busy_, std::try_to_lock);
  if (!lock) {
    for (int64_t part = 0; part < parts; ++part) call_part(f, n, parts, part);
    return;
  }
  threads = static_cast<int>(std::min<int64_t>({threads, parts, kMostThreads}));
  start(threads);
  n_ = n;
  parts_ = parts;
  f_ = f;
  failure_ = nullptr;
  unfinished_.store(static_cast<uint32_t>(parts), std::memory_order_relaxed);
  threads_.store(threads, std::memory_order_relaxed);
  for (int i = 0; i < threads; ++i) {
    lanes_[static_cast<size_t>(i)].left.store(lane_of(parts * i / threads, parts * (i + 1) / threads),
                                              std::memory_order_release);
  }
  for (int i = 1; i < threads; ++i) {
    std::atomic<uint32_t>& loops = lanes_[static_cast<size_t>(i)].loops;
    loops.fetch_add(1);
    loops.notify_one();
  }
  work(0, threads);
  wait_for_parts();
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

// Fewer threads than asked for are no error: the others take their parts.
void ThreadPool::start(int threads) {
  for (; started_ < threads; ++started_) {
    try {
      std::thread([this, index = started_] { wait_and_work(index); }).detach();
    } catch (const std::system_error&) {
      return;
    }
  }
}

void ThreadPool::wait_and_work(int index) {
  const std::atomic<uint32_t>& loops = lanes_[static_cast<size_t>(index)].loops;
  for (uint32_t seen = 0;;) {
    if (!wait_awake([&] { return loops.load(std::memory_order_acquire) != seen; })) loops.wait(seen);
    seen = loops.load();
    const int threads = threads_.load(std::memory_order_relaxed);
    if (index < threads) work(index, threads);
  }
}

void ThreadPool::work(int lane, int threads) {
  for (int i = 0; i < threads; ++i) {
    Lane& from = lanes_[static_cast<size_t>((lane + i) % threads)];
    while (work_one(from)) {
    }
  }
}

bool ThreadPool::work_one(Lane& lane) {
  uint64_t left = lane.left.load(std::memory_order_acquire);
  do {
    if (left >> 32 >= (left & UINT32_MAX)) return false;
  } while (!lane.left.compare_exchange_weak(left, left + (uint64_t{1} << 32), std::memory_order_acquire));
  run_part(static_cast<int64_t>(left >> 32));
  return true;
}

void ThreadPool::run_part(int64_t part) {
  try {
    call_part(f_, n_, parts_, part);
  } catch (...) {
    const std::lock_guard lock(failing_);
    failure_ = std::current_exception();
  }
  // The last thing that is done with this loop: its caller may go on.
  if (unfinished_.fetch_sub(1) == 1) unfinished_.notify_all();
}

void ThreadPool::wait_for_parts() {
  const auto left = [&] { return unfinished_.load(std::memory_order_acquire); };
  if (wait_awake([&] { return left() == 0; })) return;
  for (uint32_t now = left(); now != 0; now = left()) unfinished_.wait(now);
}

}  // namespace nt::cpu
