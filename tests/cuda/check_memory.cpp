// The caching allocator: counters, reuse, what happens when memory is out, and giving back from other threads.
#include <cstdio>
#include <thread>

#include "check.h"

namespace check {
namespace {

void expect(bool condition, const char* text) {
  if (!condition) report().fail(text);
}

}  // namespace

void check_memory() {
  nt::Backend& b = backend();
  const nt::MemoryStats before = b.stats();
  report().begin("memory: counters and reuse");
  void* first = b.allocate(1000000, 0);
  expect(b.stats().allocated == before.allocated + 1000000, "allocated does not count");
  expect(b.stats().tensors == before.tensors + 1, "tensors does not count");
  b.deallocate(first, 1000000, 0);
  void* second = b.allocate(990000, 0);
  expect(first == second, "a freed block is not used again");
  b.deallocate(second, 990000, 0);
  expect(b.stats().allocated == before.allocated && b.stats().tensors == before.tensors, "counters do not go back");
  b.empty_cache();
  expect(b.stats().reserved < 1000000 + before.reserved, "empty_cache keeps memory");

  report().begin("memory: out of it");
  try {
    b.allocate(int64_t{1} << 50, 0);
    report().fail("a petabyte was allocated");
  } catch (const nt::Error& error) {
    expect(error.code() == nt::Code::out_of_memory, error.what());
    std::printf("  %s\n", error.what());
  }
  void* third = b.allocate(1 << 20, 0);  // the error is over
  b.deallocate(third, 1 << 20, 0);

  report().begin("memory: no such device");
  try {
    b.allocate(100, 63);
    report().fail("memory of cuda:63 was allocated");
  } catch (const nt::Error& error) {
    expect(error.code() == nt::Code::device, error.what());
    std::printf("  %s\n", error.what());
  }

  report().begin("memory: threads");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&b, t] {
      for (int i = 0; i < 500; ++i) {
        const int64_t bytes = 1000 * (i % 37 + 1) + t;
        void* data = b.allocate(bytes, 0);
        std::thread([&] { b.deallocate(data, bytes, 0); }).join();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  expect(b.stats().allocated == before.allocated && b.stats().tensors == before.tensors,
         "counters are off after threads");
}

}  // namespace check
