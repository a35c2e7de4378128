// Page-locked memory: a block whose copies are queued is not handed out again, and afterwards it is.
#include <cstring>
#include <thread>

#include "check.h"

namespace check {
namespace {

constexpr int64_t kBytes = 64 << 20;

void expect(bool condition, const char* text) {
  if (!condition) report().fail(text);
}

char* pinned(int64_t bytes) { return static_cast<char*>(backend().allocate_pinned(bytes)); }

// What is written to a new block must not arrive on the device from one that was given back.
void given_back_too_early(int64_t bytes, int64_t offset) {
  nt::Backend& b = backend();
  const Block device(bytes);
  char* first = pinned(bytes);
  std::memset(first, 1, static_cast<size_t>(bytes));
  b.copy_from_pinned(device.data(), first + offset, bytes - offset, 0);
  b.deallocate_pinned(first);
  char* second = pinned(bytes);
  second[bytes - 1] = 2;  // the copy comes here last
  std::memset(second, 2, static_cast<size_t>(bytes));
  b.deallocate_pinned(second);
  std::vector<char> arrived(static_cast<size_t>(bytes - offset));
  b.copy_to_host(arrived.data(), device.data(), bytes - offset, 0);
  expect(arrived == std::vector<char>(arrived.size(), 1), "a block was used again before a copy from it was done");
  char* third = pinned(bytes);
  expect(third == first || third == second, "a block is not used again");
  b.deallocate_pinned(third);
}

}  // namespace

void check_pinned() {
  nt::Backend& b = backend();
  report().begin("pinned memory: blocks with copies");
  for (int64_t bytes : {int64_t{100}, int64_t{1024}, int64_t{5000}, kBytes}) {
    given_back_too_early(bytes, 0);
    given_back_too_early(bytes, bytes / 3);
  }
  b.empty_cache();

  report().begin("pinned memory: several copies from one block");
  const Block device(kBytes);
  char* block = pinned(kBytes);
  for (int i = 0; i < 16; ++i) {
    const int64_t part = kBytes / 16;
    std::memset(block + i * part, i, static_cast<size_t>(part));
    b.copy_from_pinned(device.data() + i * part, block + i * part, part, 0);
  }
  b.synchronize(0);
  std::vector<char> arrived(kBytes);
  b.copy_to_host(arrived.data(), device.data(), kBytes, 0);
  expect(std::memcmp(arrived.data(), block, kBytes) == 0, "not what was sent");
  b.deallocate_pinned(block);

  report().begin("pinned memory: out of it");
  try {
    b.allocate_pinned(int64_t{1} << 50);
    report().fail("a petabyte was locked");
  } catch (const nt::Error& error) {
    expect(error.code() == nt::Code::out_of_memory, error.what());
  }

  report().begin("pinned memory: threads");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&b, t] {
      const Block own(100000);
      for (int i = 0; i < 200; ++i) {
        const int64_t bytes = 400 * (i % 37 + 1) + t;
        char* data = pinned(bytes);
        std::memset(data, t, static_cast<size_t>(bytes));
        b.copy_from_pinned(own.data(), data, bytes, 0);
        std::thread([&] { b.deallocate_pinned(data); }).join();
        std::vector<char> back(static_cast<size_t>(bytes));
        b.copy_to_host(back.data(), own.data(), bytes, 0);
        expect(back == std::vector<char>(back.size(), static_cast<char>(t)), "another thread's bytes");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace check
