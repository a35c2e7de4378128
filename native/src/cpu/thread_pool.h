// Threads that share the parts of one loop at a time.
//
// Each thread has a lane of parts, so that it meets the same memory in one loop after the other, and takes from the others'
// lanes when its own is empty. The thread that calls works too and takes whatever nobody has begun, so it never waits for a
// thread that sleeps or has lost its CPU to another program (at OpenMP's barriers that costs milliseconds): only for parts
// that are being worked on.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>

#include "cpu/parallel.h"

namespace nt::cpu {

class ThreadPool {
 public:
  static constexpr int kMostThreads = 256;

  // Never destroyed: threads may wait in it while the process ends.
  static ThreadPool& instance();

  // Calls f for each part; alone, where another thread's loop has the pool.
  void run(int64_t n, int64_t parts, int threads, RangeFunction f);

 private:
  // The parts [next, end) that nobody has taken, in one word: whoever takes one has seen that they are those of the loop
  // that runs, however late it comes.
  struct Lane {
    alignas(64) std::atomic<uint64_t> left{0};
    alignas(64) std::atomic<uint32_t> loops{0};  // that its thread has been called to, which sleeps on it
  };

  void start(int threads);
  [[noreturn]] void wait_and_work(int index);
  void work(int lane, int threads);
  bool work_one(Lane& lane);
  void run_part(int64_t part);
  void wait_for_parts();

  std::mutex busy_;
  int started_ = 1;  // the calling thread counts

  // The loop that runs; constant while parts are left.
  int64_t n_ = 0, parts_ = 0;
  RangeFunction f_{};
  std::exception_ptr failure_;
  std::mutex failing_;

  alignas(64) std::atomic<int> threads_{0};  // that the loop may have
  alignas(64) std::atomic<uint32_t> unfinished_{0};
  std::array<Lane, kMostThreads> lanes_;
};

}  // namespace nt::cpu
