// Blocks of the pool and the numbers inside of storages: nobody's bytes are anybody else's, on one thread or several.
#include "core/pool.h"

#include <cstring>
#include <mutex>
#include <random>
#include <thread>

#include "core/backend.h"
#include "core/host_memory.h"
#include "core/storage.h"
#include "support.h"

namespace nt::test {
namespace {

struct Block {
  unsigned char* bytes;
  size_t size;
  unsigned char mark;
  void fill() const { std::memset(bytes, mark, size); }
  bool is_whole() const {
    return std::all_of(bytes, bytes + size, [&](unsigned char b) { return b == mark; });
  }
};

Block draw_block(std::mt19937& random) {
  const size_t size = 1 + random() % 1300;
  Block block{static_cast<unsigned char*>(pool_allocate(size)), size, static_cast<unsigned char>(random())};
  block.fill();
  return block;
}

TEST(Pool, BlocksDoNotOverlap) {
  std::mt19937 random{3};
  std::vector<Block> blocks;
  // 200,000 blocks at most, which are more than the arena holds.
  for (int phase = 0; phase < 6; ++phase) {
    const size_t wanted = phase % 2 == 0 ? 200000 : 1000;
    while (blocks.size() < wanted) blocks.push_back(draw_block(random));
    while (blocks.size() > wanted) {
      std::swap(blocks[random() % blocks.size()], blocks.back());
      ASSERT_TRUE(blocks.back().is_whole());
      pool_free(blocks.back().bytes, blocks.back().size);
      blocks.pop_back();
    }
  }
  for (const Block& block : blocks) pool_free(block.bytes, block.size);
}

TEST(Pool, BlocksGoFromThreadToThread) {
  std::mutex mutex;
  std::vector<Block> given;
  std::atomic<int> broken{0};
  for (int round = 0; round < 20; ++round) {
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 3; ++t) {
      threads.emplace_back([&, seed = static_cast<unsigned>(round) * 3 + t] {
        std::mt19937 random{seed};
        for (int i = 0; i < 4000; ++i) {
          const Block fresh = draw_block(random);
          Block taken{};
          {
            std::lock_guard lock(mutex);
            given.push_back(fresh);
            if (given.size() > 5000) {
              std::swap(given[random() % given.size()], given.back());
              taken = given.back();
              given.pop_back();
            }
          }
          if (!taken.bytes) continue;
          broken += !taken.is_whole();
          pool_free(taken.bytes, taken.size);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  for (const Block& block : given) {
    broken += !block.is_whole();
    pool_free(block.bytes, block.size);
  }
  EXPECT_EQ(broken, 0);
}

TEST(Pool, StoragesHoldAllTheirBytes) {
  std::mt19937 random{4};
  std::vector<Ref<Storage>> storages;
  const auto mark = [](const Storage& s) { return static_cast<char>(reinterpret_cast<uintptr_t>(&s) / 64 + 1); };
  for (int64_t bytes = 0; bytes < 1200; ++bytes) {
    for (int copy = 0; copy < 3; ++copy) {
      storages.push_back(Storage::allocate(bytes, {}));
      Storage& storage = *storages.back();
      ASSERT_EQ(storage.bytes(), bytes);
      if (bytes > 0) std::memset(storage.data(), mark(storage), static_cast<size_t>(bytes));
    }
    if (bytes % 3 == 0) std::swap(storages[random() % storages.size()], storages.back()), storages.pop_back();
  }
  for (const Ref<Storage>& storage : storages) {
    for (int64_t i = 0; i < storage->bytes(); ++i) ASSERT_EQ(storage->data()[i], mark(*storage));
  }
}

// Whoever watches memory sees small tensors too, within a step for each thread that lives.
TEST(Pool, BytesInsideOfStoragesAreAllocated) {
  const MemoryStats& stats = cpu_backend().stats();
  const int64_t before = stats.allocated;
  std::vector<Ref<Storage>> storages;
  for (int i = 0; i < 10000; ++i) storages.push_back(Storage::allocate(1 + i % 512, {}));
  int64_t sum = 0;
  for (const Ref<Storage>& storage : storages) sum += storage->bytes();
  EXPECT_NEAR(static_cast<double>(stats.allocated - before), static_cast<double>(sum), 2 * kInlineBytesStep);
  EXPECT_GE(stats.peak_allocated, stats.allocated);
  storages.clear();
  EXPECT_NEAR(static_cast<double>(stats.allocated), static_cast<double>(before), 2 * kInlineBytesStep);
}

// What threads make that end before they have a step together, and others free.
TEST(Pool, BytesOfThreadsThatEndAreNotForgotten) {
  const MemoryStats& stats = cpu_backend().stats();
  const int64_t before = stats.allocated;
  for (int round = 0; round < 100; ++round) {
    std::vector<Ref<Storage>> storages;
    std::thread([&] {
      for (int i = 0; i < 80; ++i) storages.push_back(Storage::allocate(500, {}));
    }).join();
  }
  EXPECT_NEAR(static_cast<double>(stats.allocated), static_cast<double>(before), 2 * kInlineBytesStep);
}

}  // namespace
}  // namespace nt::test
