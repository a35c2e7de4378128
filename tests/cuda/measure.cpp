// Times of what is bound by memory (GB/s, bytes read and written) and of matrix products (GFLOP/s). Medians of ten runs on
// random numbers; each of them is long enough for launches not to matter.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "check.h"
#include "functors/table.h"

namespace check {
namespace {

double median_seconds(const std::function<void()>& run) {
  std::vector<double> times;
  for (int i = 0; i < 13; ++i) {
    backend().synchronize(0);
    const auto start = std::chrono::steady_clock::now();
    constexpr int kRepeats = 5;
    for (int k = 0; k < kRepeats; ++k) run();
    backend().synchronize(0);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    if (i >= 3) times.push_back(time.count() / kRepeats);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void print(const char* name, double seconds, double amount, const char* unit) {
  std::printf("%-44s %9.3f ms %9.0f %s\n", name, seconds * 1e3, amount / seconds * 1e-9, unit);
}

// A million numbers, repeated on the device: making 1e8 on the host would take longer than all else.
Array large(Dtype dtype, Sizes sizes) {
  const Array some = Array::filled(dtype, {1, 1000000}, [=](int64_t i) { return small_sample(dtype, i, 1); });
  int64_t count = 1;
  for (int64_t size : sizes) count *= size;
  const Array all(dtype, {count / 1000000, 1000000});
  nt::Iter it = iterator(all, {&some});
  backend().copy(it);
  return all.viewed(std::move(sizes));
}

void measure_memory_bound(Dtype dtype, int64_t n) {
  const double item = static_cast<double>(nt::size_of(dtype)), count = static_cast<double>(n);
  const Array a = large(dtype, {n}), b = large(dtype, {n});
  Array out(dtype, {n});
  auto name = [&](const char* op) { return std::string(op) + " " + nt::name_of(dtype) + " " + std::to_string(n); };
  auto map = [&](const char* op, nt::MapOp code, nt::Iter it, double bytes) {
    it.compute = nt::compute_dtype(dtype);
    it.params[0] = nt::Scalar(1);
    print(name(op).c_str(), median_seconds([&] { backend().map(code, it); }), bytes, "GB/s");
  };
  {
    nt::Iter it = iterator(out, {&a});
    print(name("copy").c_str(), median_seconds([&] { backend().copy(it); }), 2 * item * count, "GB/s");
  }
  map("relu", nt::MapOp::relu, iterator(out, {&a}), 2 * item * count);
  map("exp", nt::MapOp::exp, iterator(out, {&a}), 2 * item * count);
  map("gelu", nt::MapOp::gelu_exact, iterator(out, {&a}), 2 * item * count);
  map("add", nt::MapOp::add, iterator(out, {&a, &b}), 3 * item * count);
  const Array number = Array::filled(Dtype::float64, {}, [](int64_t) { return 2.0; });
  map("mul by a number", nt::MapOp::mul, iterator(out, {&a, &number}), 2 * item * count);
  // Rows of 1000, as a layer's bias or a softmax has them.
  const int64_t rows = n / 1000;
  const Array matrix = large(dtype, {rows, 1000}), bias = Array::filled(dtype, {1000}, [](int64_t) { return 1.0; });
  Array matrix_out(dtype, {rows, 1000});
  map("add a row to each", nt::MapOp::add, iterator(matrix_out, {&matrix, &bias}), 2 * item * count);
  const Array flipped = matrix.transposed(0, 1);
  Array flipped_out(dtype, {1000, rows});
  {
    nt::Iter it = iterator(flipped_out, {&flipped});
    print(name("copy transposed").c_str(), median_seconds([&] { backend().copy(it); }), 2 * item * count, "GB/s");
  }
  const Array row = b.sliced(0, 0, 1000).viewed({1000, 1});
  map("add a column to transposed", nt::MapOp::add, iterator(flipped_out, {&flipped, &row}), 2 * item * count);

  auto reduce = [&](const char* op, nt::ReduceOp code, const Array& in, const Array& result,
                    std::vector<bool> reduced) {
    nt::Iter it = reduction({&result}, in, reduced);
    it.compute = nt::compute_dtype(dtype);
    it.params[0] = nt::Scalar(1);
    print(name(op).c_str(), median_seconds([&] { backend().reduce(code, it); }), item * count, "GB/s");
  };
  reduce("sum of all", nt::ReduceOp::sum, a, Array(dtype, {}), {true});
  reduce("argmax of all", nt::ReduceOp::argmax, a, Array(Dtype::int64, {}), {true});
  reduce("var of all", nt::ReduceOp::var, a, Array(dtype, {}), {true});
  reduce("sum of rows", nt::ReduceOp::sum, matrix, Array(dtype, {rows}), {false, true});
  reduce("sum of columns", nt::ReduceOp::sum, matrix, Array(dtype, {1000}), {true, false});
  const Array images = large(dtype, {n / 64000, 64, 1000});
  reduce("sum over images and pixels", nt::ReduceOp::sum, images, Array(dtype, {64}), {true, false, true});

  nt::SoftmaxArgs args{};
  args.dtype = dtype;
  args.outer = rows, args.size = 1000, args.inner = 1;
  args.input = matrix.device();
  args.result = matrix_out.device();
  print(name("softmax of rows").c_str(), median_seconds([&] { backend().softmax_forward(args); }), 2 * item * count,
        "GB/s");
}

void measure_matmul(Dtype dtype, int64_t n) {
  const Array a = Array::filled(dtype, {n, n}, [=](int64_t i) { return small_sample(dtype, i, 1); });
  const Array b = Array::filled(dtype, {n, n}, [=](int64_t i) { return small_sample(dtype, i, 2); });
  const Array c(dtype, {n, n});
  nt::MatmulArgs args{};
  args.dtype = dtype;
  args.batch = 1, args.m = args.n = args.k = n;
  args.a = a.device(), args.b = b.device(), args.c = c.device();
  args.a_row = args.b_row = args.c_row = n, args.a_col = args.b_col = 1;
  const double flops = 2.0 * static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n);
  const std::string name = std::string("matmul ") + nt::name_of(dtype) + " " + std::to_string(n);
  print(name.c_str(), median_seconds([&] { backend().matmul(args); }), flops, "GFLOP/s");
}

}  // namespace

void measure() {
  const int64_t n = std::getenv("NT_CHECK_ELEMENTS") ? std::atoll(std::getenv("NT_CHECK_ELEMENTS")) : 128000000;
  measure_memory_bound(Dtype::float32, n);
  measure_memory_bound(Dtype::bfloat16, n);
  const int64_t size = std::min<int64_t>(4096, n / 100);
  for (Dtype dtype : {Dtype::float32, Dtype::float64, Dtype::float16, Dtype::bfloat16}) measure_matmul(dtype, size);
  // What a call costs, from a thousand small ones.
  const Array a = Array::filled(Dtype::float32, {1000}, [](int64_t) { return 1.0; });
  const Array out(Dtype::float32, {1000});
  const nt::Iter it = iterator(out, {&a, &a});
  const double seconds = median_seconds([&] {
    for (int i = 0; i < 1000; ++i) {
      nt::Iter again = it;
      again.params[0] = nt::Scalar(1);
      backend().map(nt::MapOp::add, again);
    }
  });
  std::printf("%-44s %9.3f us\n", "add of 1000 floats, a call", seconds * 1e3);
}

}  // namespace check
