// Tensors over memory that somebody else owns: no copy, and the owner is told once, at the end.
#include <atomic>
#include <thread>

#include "core/host_memory.h"
#include "support.h"

namespace nt::test {
namespace {

// Counts how often it is released.
struct Owner {
  alignas(64) float numbers[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  std::atomic<int> released{0};

  static void release(void* owner) { ++static_cast<Owner*>(owner)->released; }
};

Tensor share(Owner& owner, const Dims& sizes, int64_t skip = 0, Dtype dtype = Dtype::float32, int64_t more = 0) {
  char* const data = reinterpret_cast<char*>(owner.numbers) + skip;
  return from_memory(data, numel_of(sizes) * size_of(dtype) + more, sizes, dtype, MemoryOwner(Owner::release, &owner));
}

TEST(MemoryOwner, SharesItsMemory) {
  Owner owner;
  const Tensor t = share(owner, {3, 5}, 4);
  EXPECT_EQ(t.raw(), reinterpret_cast<char*>(owner.numbers + 1));
  expect_near(values(select(t, 0, 1)), {6, 7, 8, 9, 10});
  owner.numbers[1] = 100;
  EXPECT_EQ(values(t)[0], 100);
  Tensor row = select(t, 0, 2);
  fill_(row, -1);
  EXPECT_EQ(owner.numbers[11], -1);
  EXPECT_EQ(owner.numbers[10], 10);
  EXPECT_EQ(t.version(), 1u);
}

TEST(MemoryOwner, IsReleasedOnceWithTheLastTensor) {
  Owner owner;
  {
    Tensor last;
    {
      const Tensor t = share(owner, {4, 4}), view = transpose(slice(t, 0, 1, 3, 1), 0, 1), other = data_of(view);
      last = as_strided(other, {2}, {3}, 7);
    }
    EXPECT_EQ(owner.released, 0);
    expect_near(values(last), {7, 10});
  }
  EXPECT_EQ(owner.released, 1);
}

TEST(MemoryOwner, IsHeldByTheGraph) {
  Owner owner;
  Tensor loss;
  {
    const Tensor x = share(owner, {4}), w = leaf(Tensor::empty({4}, Dtype::float32));
    loss = sum(x * w);
  }
  EXPECT_EQ(owner.released, 0);
  backward({loss}, {}, {}, {});
  EXPECT_EQ(owner.released, 1);
}

TEST(MemoryOwner, IsReleasedWhereTheCallFails) {
  int expected = 0;
  Owner owner;
  auto refused = [&](Code code, const std::function<void()>& f) {
    EXPECT_EQ(error_code(f), static_cast<int>(code));
    EXPECT_EQ(owner.released, ++expected);
  };
  refused(Code::shape, [&] { share(owner, {2, 3}, 0, Dtype::float32, 1); });
  refused(Code::argument, [&] { share(owner, {-2, -3}); });
  refused(Code::argument, [&] { share(owner, {2}, 2); });
  refused(Code::argument, [&] { share(owner, {2}, 4, Dtype::float64); });
  refused(Code::argument,
          [&] { from_memory(nullptr, 4, {1}, Dtype::float32, MemoryOwner(Owner::release, &owner)); });
  refused(Code::argument, [&] {
    from_memory(owner.numbers, 64, {int64_t{1} << 40, int64_t{1} << 40}, Dtype::float32, MemoryOwner(Owner::release, &owner));
  });
}

TEST(MemoryOwner, MayBeNobodyAndHoldNothing) {
  static float numbers[2] = {1, 2};
  EXPECT_EQ(values(from_memory(numbers, 8, {2}, Dtype::float32, MemoryOwner(nullptr, nullptr)))[1], 2);
  Owner owner;
  {
    const Tensor nothing = from_memory(nullptr, 0, {0, 3}, Dtype::float32, MemoryOwner(Owner::release, &owner));
    EXPECT_EQ(owner.released, 0);
    EXPECT_TRUE(values(nothing + nothing).empty());
  }
  EXPECT_EQ(owner.released, 1);
}

TEST(MemoryOwner, IsInNoCounter) {
  Owner owner;
  const MemoryStats before = host_memory_stats();
  {
    const Tensor t = share(owner, {16});
    EXPECT_EQ(host_memory_stats().allocated, before.allocated);
    EXPECT_EQ(host_memory_stats().tensors, before.tensors);
  }
  EXPECT_EQ(host_memory_stats().allocated, before.allocated);
  EXPECT_EQ(host_memory_stats().tensors, before.tensors);
}

TEST(MemoryOwner, IsReleasedFromWhicheverThreadIsLast) {
  for (int i = 0; i < 200; ++i) {
    Owner owner;
    Tensor t = share(owner, {16});
    std::thread other([view = transpose(reshape(t, {4, 4}), 0, 1)]() mutable { view = Tensor{}; });
    t = Tensor{};
    other.join();
    ASSERT_EQ(owner.released, 1);
  }
}

// Elements that are aligned to their size and no more give what they give in the library's own memory.
TEST(MemoryOwner, KernelsNeedNoMoreThanAnElementsAlignment) {
  for (int64_t size : {5, 64, 129, 1500}) {
    std::vector<float> memory(static_cast<size_t>(size * size) + 1);
    float* const data = memory.data() + (reinterpret_cast<uintptr_t>(memory.data()) % 8 == 0);
    Tensor t = from_memory(data, size * size * int64_t{sizeof(float)}, {size, size}, Dtype::float32, MemoryOwner(nullptr, nullptr));
    ASSERT_EQ(reinterpret_cast<uintptr_t>(t.raw()) % 8, 4u);
    const Tensor own = to(wave({size, size}, 3), Dtype::float32);
    copy_(t, own);
    EXPECT_EQ(values(t + t), values(own + own));
    EXPECT_EQ(values(exp(t)), values(exp(own)));
    EXPECT_EQ(values(row_major_copy(transpose(t, 0, 1))), values(transpose(own, 0, 1)));
    expect_near(values(sum(t, {1})), values(sum(own, {1})), 1e-4);
    expect_near(values(softmax(t, 1, false, nullptr)), values(softmax(own, 1, false, nullptr)), 1e-6);
    if (size < 1000) expect_near(values(matmul(t, t)), values(matmul(own, own)), 1e-4);
    fill_(t, 2);
    EXPECT_EQ(values(sum(t)), std::vector<double>{2.0 * static_cast<double>(size * size)});
  }
}

}  // namespace
}  // namespace nt::test
