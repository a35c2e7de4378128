// The same ops on the CPU and on CUDA. tests/cuda checks the backend itself, kernel by kernel; here it is reached as users
// reach it. Skipped where there is no device, with the reason.
#include <limits>

#include "core/backend.h"
#include "core/host_memory.h"
#include "ops/table.h"
#include "support.h"

namespace nt::test {
namespace {

const Device kCuda{DeviceType::cuda, 0};

class Cuda : public testing::Test {
 protected:
  void SetUp() override {
    const char* reason = "";
    if (!find_backend(DeviceType::cuda, &reason)) GTEST_SKIP() << reason;
  }
};

constexpr Dtype kDtypes[] = {
#define NT_NAME(name, type) Dtype::name,
    NT_FORALL_DTYPES(NT_NAME)
#undef NT_NAME
};

// Random numbers with special values among them; sizes (6, 7, 8), not dense.
Tensor sample(Dtype dtype, int seed) {
  std::vector<double> numbers;
  uint32_t state = static_cast<uint32_t>(seed);
  const double inf = std::numeric_limits<double>::infinity();
  const double edges[] = {0.0, -0.0, 1, -1, 0.5, 2, inf, -inf, std::nan("")};
  for (int i = 0; i < 6 * 7 * 8; ++i) {
    state = state * 1664525u + 1013904223u;
    const double u = static_cast<double>(state >> 8) / (1 << 24);
    if (is_floating(dtype)) {
      numbers.push_back(i % 7 == 0 ? edges[i / 7 % 9] : u * 8 - 4);
    } else {
      numbers.push_back(dtype == Dtype::uint8 || is_bool(dtype) ? std::floor(u * 5) : std::floor(u * 11) - 5);
    }
  }
  return transpose(tensor(numbers, {8, 7, 6}, dtype), 0, 2);
}

double tolerance(Dtype dtype) {
  return dtype == Dtype::float64 ? 1e-12 : dtype == Dtype::float32 ? 1e-5 : dtype == Dtype::float16 ? 2e-3 : 1.6e-2;
}

void expect_same(const std::string& what, const Tensor& cpu, const Tensor& cuda) {
  ASSERT_EQ(cuda.device(), kCuda) << what;
  ASSERT_EQ(cuda.dtype(), cpu.dtype()) << what;
  ASSERT_EQ(cuda.sizes(), cpu.sizes()) << what;
  const std::vector<double> want = values(cpu), got = values(cuda);
  const double eps = is_floating(cpu.dtype()) ? tolerance(cpu.dtype()) : 0;
  for (size_t i = 0; i < want.size(); ++i) {
    if (std::isnan(want[i]) ? std::isnan(got[i]) : got[i] == want[i]) continue;
    ASSERT_NEAR(got[i], want[i], eps * (1 + std::abs(want[i]))) << what << ", element " << i;
  }
}

Tensor there(const Tensor& t) { return to(t, t.dtype(), kCuda); }

// Runs f on both devices; dtypes that the op refuses on the CPU must be refused on CUDA.
void compare(const std::string& what, const std::vector<Tensor>& inputs,
             const std::function<Tensor(const std::vector<Tensor>&)>& f) {
  std::vector<Tensor> moved;
  for (const Tensor& input : inputs) moved.push_back(there(input));
  Tensor cpu;
  const int refused = error_code([&] { cpu = f(inputs); });
  if (refused) {
    EXPECT_EQ(error_code([&] { f(moved); }), refused) << what;
    return;
  }
  std::string text;
  Tensor cuda;
  ASSERT_EQ(error_code([&] { cuda = f(moved); }, &text), 0) << what << ": " << text;
  expect_same(what, cpu, cuda);
}

TEST(CudaPlugin, SaysWhyItCannotBeUsed) {
  const char* reason = nullptr;
  if (find_backend(DeviceType::cuda, &reason)) GTEST_SKIP() << "there is a CUDA device";
  ASSERT_NE(reason, nullptr);
  EXPECT_GT(std::string(reason).size(), 10u);
  std::string text;
  EXPECT_EQ(error_code([] { zeros({2}, Dtype::float32, kCuda); }, &text), static_cast<int>(Code::device));
  EXPECT_NE(text.find(reason), std::string::npos) << text;
}

TEST(CudaPlugin, WithoutItNoMemoryIsPinned) {
  const char* reason = nullptr;
  if (find_backend(DeviceType::cuda, &reason)) GTEST_SKIP() << "there is a CUDA device";
  const Tensor t = counting({3});
  const int64_t before = host_memory_stats().tensors;
  for (const auto& f : {std::function<void()>([&] { pin_memory(t); }), {[] { empty_pinned({0}, Dtype::float32); }}}) {
    std::string text;
    EXPECT_EQ(error_code(f, &text), static_cast<int>(Code::device));
    EXPECT_NE(text.find("[pin_memory]"), std::string::npos) << text;
    EXPECT_NE(text.find(reason), std::string::npos) << text;
  }
  EXPECT_EQ(host_memory_stats().tensors, before);
  EXPECT_FALSE(t.storage().is_pinned());
}

// Tables of functions, which compile faster than a comparison for each row.
struct UnaryRow {
  const char* name;
  Tensor (*function)(const Tensor&);
};
constexpr UnaryRow kUnaryRows[] = {
#define NT_TEST(name, ...) {#name, [](const Tensor& t) { return name(__VA_ARGS__); }},
#define NT_UNARY(name, ...) NT_TEST(name, t)
#define NT_UNARY1(name, ...) NT_TEST(name, t, Scalar(0.5))
#define NT_UNARY2(name, ...) NT_TEST(name, t, Scalar(1), Scalar(3))
#define NT_UNARY2_OPTIONAL NT_UNARY2
#define NT_UNARY_INNER NT_UNARY
#define NT_UNARY1_INNER NT_UNARY1
#define NT_UNARY3_INNER(name, ...) NT_TEST(name, t, Scalar(1), Scalar(3), Scalar(-3))
#define NT_PREDICATE(name, ...) NT_TEST(name, t)
#define NT_PREDICATE_INTO NT_PREDICATE
#include "functors/unary.def"
#include "functors/unary_plain.def"
#undef NT_UNARY
#undef NT_UNARY1
#undef NT_UNARY2
#undef NT_UNARY2_OPTIONAL
#undef NT_UNARY_INNER
#undef NT_UNARY1_INNER
#undef NT_UNARY3_INNER
#undef NT_PREDICATE
#undef NT_PREDICATE_INTO
};

struct BinaryRow {
  const char* name;
  Tensor (*function)(const Tensor&, const Tensor&);
};
constexpr BinaryRow kBinaryRows[] = {
#define NT_BINARY(name, ...) {#name, [](const Tensor& a, const Tensor& b) { return name(a, b); }},
#define NT_BINARY1 NT_BINARY
#define NT_BINARY_INNER NT_BINARY
#define NT_COMPARE NT_BINARY
#include "functors/binary.def"
#include "functors/binary_plain.def"
};
constexpr BinaryRow kFusedRows[] = {
#define NT_FUSED NT_BINARY
#include "functors/fused.def"
#undef NT_BINARY
#undef NT_BINARY1
#undef NT_BINARY_INNER
#undef NT_COMPARE
#undef NT_FUSED
};

TEST_F(Cuda, EveryUnaryRow) {
  for (Dtype dtype : kDtypes) {
    const Tensor x = sample(dtype, 1);
    for (const UnaryRow& row : kUnaryRows) {
      compare(std::string(row.name) + " " + name_of(dtype), {x}, [&](const auto& t) { return row.function(t[0]); });
    }
  }
}

TEST_F(Cuda, EveryBinaryRow) {
  for (Dtype dtype : kDtypes) {
    const Tensor a = sample(dtype, 1), b = sample(dtype, 2), line = select(select(sample(dtype, 3), 0, 0), 0, 0);
    for (const BinaryRow& row : kBinaryRows) {
      const std::string what = std::string(row.name) + " " + name_of(dtype);
      compare(what, {a, b}, [&](const auto& t) { return row.function(t[0], t[1]); });
      compare(what + " with a row", {a, line}, [&](const auto& t) { return row.function(t[0], t[1]); });
      compare(what + " with a number", {a}, [&](const auto& t) { return row.function(t[0], scalar_tensor(2)); });
    }
    for (const BinaryRow& row : kFusedRows) {
      compare(std::string(row.name) + " " + name_of(dtype), {a, b}, [&](const auto& t) { return row.function(t[0], t[1]); });
    }
  }
}

TEST_F(Cuda, Reductions) {
  for (Dtype dtype : kDtypes) {
    // Between -1 and 1, so that a product neither overflows nor vanishes unseen.
    const Tensor x =
        is_floating(dtype) ? sin(masked_fill(sample(dtype, 1), isfinite(sample(dtype, 1)), 0.5)) : sample(dtype, 1);
    for (const Dims& dims : {Dims{}, Dims{0}, Dims{2}, Dims{0, 2}, Dims{1}}) {
      const std::string what = std::string(name_of(dtype)) + " over " + std::to_string(dims.size());
#define NT_TEST_REDUCE(name, ...) \
  compare(#name " " + what, {x}, [&](const auto& t) { return name(t[0], dims, ##__VA_ARGS__); });
      NT_TEST_REDUCE(sum)
      NT_TEST_REDUCE(mean)
      NT_TEST_REDUCE(prod)
      NT_TEST_REDUCE(amax)
      NT_TEST_REDUCE(amin)
      NT_TEST_REDUCE(all)
      NT_TEST_REDUCE(any)
      NT_TEST_REDUCE(norm, false)
      NT_TEST_REDUCE(var, false, 1.0)
      if (dims.size() <= 1) {
        NT_TEST_REDUCE(argmax, false)
        NT_TEST_REDUCE(argmin, false)
      }
#undef NT_TEST_REDUCE
    }
    compare(std::string("max_dim ") + name_of(dtype), {x},
            [](const auto& t) { return max_dim(t[0], 1, false).second; });
  }
}

TEST_F(Cuda, CopiesBetweenDtypesAndLayouts) {
  for (Dtype from : kDtypes) {
    for (Dtype dtype : kDtypes) {
      const Tensor x = abs(to(sample(Dtype::int32, 1), Dtype::int32));
      compare(std::string(name_of(from)) + " to " + name_of(dtype), {to(x, from)},
              [=](const auto& t) { return transpose(to(t[0], dtype), 0, 1); });
    }
    compare(std::string("contiguous ") + name_of(from), {sample(from, 1)},
            [](const auto& t) { return contiguous(t[0]); });
    compare(std::string("part filled ") + name_of(from), {sample(from, 1)}, [](const auto& t) {
      Tensor copy = clone(t[0]), part = slice(copy, 1, 1, 7, 3);
      fill_(part, 1);
      return copy;
    });
  }
}

TEST_F(Cuda, WhereAndMaskedFill) {
  for (Dtype dtype : kDtypes) {
    const Tensor a = sample(dtype, 1), b = sample(dtype, 2), mask = gt(sample(Dtype::float32, 3), scalar_tensor(0.0));
    compare("where", {mask, a, b}, [](const auto& t) { return where(t[0], t[1], t[2]); });
    compare("masked_fill", {mask, a}, [](const auto& t) { return masked_fill(t[1], t[0], 1); });
  }
}

TEST_F(Cuda, Matmul) {
  for (Dtype dtype : {Dtype::float32, Dtype::float64, Dtype::int64}) {
    const Tensor a = remainder(counting({3, 4, 5}, dtype), scalar_tensor(7)),
                 b = remainder(counting({3, 5, 6}, dtype), scalar_tensor(5));
    compare("matmul", {a, b}, [](const auto& t) { return matmul(t[0], t[1]); });
    compare("matmul of a transposed", {a, b},
            [](const auto& t) { return matmul(transpose(t[1], 1, 2), transpose(t[0], 1, 2)); });
    compare("matmul with one matrix", {a, b}, [](const auto& t) { return matmul(t[0], select(t[1], 0, 1)); });
  }
}

// The gradients of a small net are those of the CPU.
TEST_F(Cuda, ATrainingStep) {
  auto gradients = [](Device device) {
    auto parameter = [&](const Dims& sizes, double scale) {
      return leaf(to(sin(counting(sizes, Dtype::float32) * scale) * 0.3, Dtype::float32, device));
    };
    const Tensor w1 = parameter({16, 20}, 1.7), b1 = parameter({16}, 0.9), w2 = parameter({5, 16}, 2.3);
    const Tensor x = to(cos(counting({12, 20}, Dtype::float32)), Dtype::float32, device);
    const Tensor target = to(remainder(counting({12, 5}, Dtype::float32), scalar_tensor(3)), Dtype::float32, device);
    const Tensor y = softmax(linear(relu(linear(x, w1, b1)), w2, Tensor{}), 1, true, nullptr);
    backward({sum(y * target)}, {}, {}, {});
    return std::vector<Tensor>{grad_of(w1), grad_of(b1), grad_of(w2)};
  };
  const std::vector<Tensor> cpu = gradients(Device{}), cuda = gradients(kCuda);
  for (size_t i = 0; i < cpu.size(); ++i) expect_same("gradient " + std::to_string(i), cpu[i], cuda[i]);
}

TEST_F(Cuda, MemoryIsCountedAndReused) {
  Backend& cuda = backend(kCuda);
  const int64_t before = cuda.stats().allocated;
  {
    const Tensor t = zeros({1000}, Dtype::float32, kCuda);
    EXPECT_EQ(cuda.stats().allocated, before + 4000);
  }
  EXPECT_EQ(cuda.stats().allocated, before);
  std::string text;
  EXPECT_EQ(error_code([] { Tensor::empty({int64_t{1} << 50}, Dtype::uint8, kCuda); }, &text),
            static_cast<int>(Code::out_of_memory));
  EXPECT_NE(text.find("bytes"), std::string::npos) << text;
}

TEST_F(Cuda, PinnedMemory) {
  const int64_t before = host_memory_stats().allocated;
  {
    const Tensor x = sample(Dtype::float32, 1), pinned = pin_memory(x);
    EXPECT_TRUE(pinned.storage().is_pinned());
    EXPECT_TRUE(pinned.device().is_cpu());
    EXPECT_EQ(pinned.strides(), x.strides());
    EXPECT_EQ(host_memory_stats().allocated, before + 2 * 6 * 7 * 8 * 4);
    EXPECT_TRUE(pin_memory(pinned).is_same(pinned));
    EXPECT_TRUE(data_of(slice(pinned, 0, 1, 3, 1)).storage().is_pinned());
    EXPECT_FALSE(clone(pinned).storage().is_pinned());
    expect_same("pinned", x, to(pinned, Dtype::float32, kCuda));
    expect_same("converted", to(x, Dtype::float64), to(pinned, Dtype::float64, kCuda, false, true));
    const Tensor wanted = leaf(clone(x));
    backward({sum(pin_memory(wanted) * x)}, {}, {}, {});
    EXPECT_TRUE(grad_of(wanted).defined());
  }
  EXPECT_EQ(host_memory_stats().allocated, before);
  std::string text;
  EXPECT_EQ(error_code([] { pin_memory(zeros({2}, Dtype::float32, kCuda)); }, &text), static_cast<int>(Code::device));
  for (double value : values(empty_pinned({1000}, Dtype::boolean))) ASSERT_EQ(value, 0);
}

// Released while the copy may still be queued, and its memory asked for again and filled.
TEST_F(Cuda, ACopyThatIsOnlyQueuedArrives) {
  for (const Dims& sizes : {Dims{10}, Dims{1000}, Dims{64, 1 << 18}}) {
    const Tensor want = remainder(counting(sizes, Dtype::float32), scalar_tensor(1000));
    Tensor there = Tensor::empty(sizes, Dtype::float32, kCuda);
    copy_(there, pin_memory(want), true);
    Tensor other = empty_pinned(sizes, Dtype::float32);
    fill_(other, -1);
    const Tensor queued = to(other, Dtype::float32, kCuda, false, true);
    other = Tensor{};
    fill_(other = empty_pinned(sizes, Dtype::float32), -2);
    expect_same("queued", want, there);
    EXPECT_EQ(values(amax(queued))[0], -1);
    EXPECT_EQ(values(amin(queued))[0], -1);
  }
}

}  // namespace
}  // namespace nt::test
