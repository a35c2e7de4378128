// Loops over threads: each index once, whoever else runs loops, and failures arrive.
#include "cpu/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "draw.h"
#include "with_threads.h"

namespace {

using namespace nt::cpu;

using Parallel = nt::test::WithThreads;

// How often each index was met; EXPECTs parts of at least `grain`.
std::vector<int> visits(int64_t n, int64_t grain) {
  std::vector<std::atomic<int>> counts(static_cast<size_t>(n));
  std::atomic<bool> short_part{false};
  parallel_for(n, grain, [&](int64_t begin, int64_t end) {
    if (end - begin < std::min(grain, n)) short_part = true;
    for (int64_t i = begin; i < end; ++i) ++counts[static_cast<size_t>(i)];
  });
  EXPECT_FALSE(short_part) << n << ", grain " << grain;
  return {counts.begin(), counts.end()};
}

TEST_P(Parallel, MeetsEachIndexOnce) {
  nt::test::Draw draw(1);
  for (int i = 0; i < 3000; ++i) {
    const int64_t n = draw(0, i % 2 ? 40 : 4000);
    const int64_t grain = draw(1, 50);
    EXPECT_EQ(visits(n, grain), std::vector<int>(static_cast<size_t>(n), 1)) << n << ", grain " << grain;
  }
}

TEST_P(Parallel, ThrowsWhatAPartThrows) {
  for (int bad = 0; bad < 64; ++bad) {
    EXPECT_THROW(parallel_for(64, 1,
                              [&](int64_t begin, int64_t end) {
                                if (begin <= bad && bad < end) throw std::out_of_range("part");
                              }),
                 std::out_of_range);
    EXPECT_EQ(visits(64, 1), std::vector<int>(64, 1));
  }
}

TEST_P(Parallel, RunsLoopsInPartsOnTheirThread) {
  std::atomic<int> elsewhere{0}, split{0}, sum{0};
  parallel_for(32, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const auto here = std::this_thread::get_id();
      parallel_for(100, 1, [&](int64_t first, int64_t last) {
        if (max_threads() > 1 && last - first != 100) ++split;
        if (std::this_thread::get_id() != here) ++elsewhere;
        sum += static_cast<int>(last - first);
      });
    }
  });
  EXPECT_EQ(elsewhere, 0);
  EXPECT_EQ(split, 0);
  EXPECT_EQ(sum, 3200);
  EXPECT_FALSE(in_parallel());
}

TEST_P(Parallel, ServesSeveralCallersAtOnce) {
  std::vector<std::thread> callers;
  std::atomic<int> wrong{0};
  for (int caller = 0; caller < 3; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 2000; ++i) {
        const int64_t n = 1 + (i * 7 + caller) % 97;
        std::vector<std::atomic<int>> counts(static_cast<size_t>(n));
        parallel_for(n, 3, [&](int64_t begin, int64_t end) {
          for (int64_t k = begin; k < end; ++k) ++counts[static_cast<size_t>(k)];
        });
        for (const auto& count : counts) wrong += count != 1;
      }
    });
  }
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(wrong, 0);
}

// Loops after a pause find the threads asleep.
TEST_P(Parallel, WakesThreads) {
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(i % 4));
    EXPECT_EQ(visits(1000, 1), std::vector<int>(1000, 1));
  }
}

TEST_P(Parallel, SplitsAlikeEachTime) {
  const auto bounds = [] {
    std::vector<std::atomic<int64_t>> ends(1000);
    parallel_for(1000, 7, [&](int64_t begin, int64_t end) { ends[static_cast<size_t>(begin)] = end; });
    return std::vector<int64_t>(ends.begin(), ends.end());
  };
  const auto first = bounds();
  for (int i = 0; i < 100; ++i) EXPECT_EQ(bounds(), first);
}

INSTANTIATE_TEST_SUITE_P(Threads, Parallel, testing::Values(1, 2, 3, 8));

}  // namespace
