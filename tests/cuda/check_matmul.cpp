// Matrix products in every layout: dense, transposed, with gaps, batched, one matrix for a batch, neither rows nor columns
// dense, added to what is there.
#include <cmath>

#include "check.h"

namespace check {
namespace {

// a (batch, m, k), b (batch, k, n), c (batch, m, n), of which c has dense rows.
void compare(const char* how, Array c, const Array& a, const Array& b, bool accumulate) {
  report().begin(std::string("matmul ") + nt::name_of(c.dtype()) + " " + how);
  nt::MatmulArgs args{};
  args.dtype = c.dtype();
  args.batch = c.sizes()[0], args.m = c.sizes()[1], args.n = c.sizes()[2], args.k = a.sizes()[2];
  args.a = a.device(), args.a_batch = a.strides()[0], args.a_row = a.strides()[1], args.a_col = a.strides()[2];
  args.b = b.device(), args.b_batch = b.strides()[0], args.b_row = b.strides()[1], args.b_col = b.strides()[2];
  args.c = c.device(), args.c_batch = c.strides()[0], args.c_row = c.strides()[1];
  args.accumulate = accumulate;
  std::vector<double> before(static_cast<size_t>(c.numel()), 0);
  for (int64_t i = 0; accumulate && i < c.numel(); ++i) before[static_cast<size_t>(i)] = c.value(i);
  backend().matmul(args);
  c.download();
  const double absolute = tolerance(c.dtype()) * (std::sqrt(static_cast<double>(args.k)) + 1);
  for (int64_t i = 0; i < c.numel(); ++i) {
    const int64_t s = i / (args.m * args.n), row = i / args.n % args.m, col = i % args.n;
    double sum = before[static_cast<size_t>(i)];
    for (int64_t l = 0; l < args.k; ++l) {
      sum += a.value((s * args.m + row) * args.k + l) * b.value((s * args.k + l) * args.n + col);
    }
    report().compare(i, c.value(i), sum, tolerance(c.dtype()), absolute);
  }
}

}  // namespace

void check_matmul() {
  for (Dtype dtype : {Dtype::float32, Dtype::float64, Dtype::float16, Dtype::bfloat16, Dtype::int32, Dtype::int64}) {
    auto make = [&](Sizes sizes, uint32_t seed) {
      return Array::filled(dtype, std::move(sizes), [=](int64_t i) { return small_sample(dtype, i, seed); });
    };
    auto out = [&](Sizes sizes) { return Array(dtype, std::move(sizes)); };
    compare("dense", out({1, 33, 20}), make({1, 33, 47}, 1), make({1, 47, 20}, 2), false);
    compare("a transposed", out({1, 33, 20}), make({1, 47, 33}, 1).transposed(1, 2), make({1, 47, 20}, 2), false);
    compare("b transposed", out({1, 33, 20}), make({1, 33, 47}, 1), make({1, 20, 47}, 2).transposed(1, 2), false);
    compare("both transposed", out({1, 33, 20}), make({1, 47, 33}, 1).transposed(1, 2),
            make({1, 20, 47}, 2).transposed(1, 2), false);
    compare("with gaps", out({1, 33, 32}).sliced(2, 0, 20), make({1, 33, 60}, 1).sliced(2, 5, 47),
            make({1, 47, 31}, 2).sliced(2, 3, 20), false);
    compare("every second", out({1, 9, 7}), make({1, 9, 22}, 1).sliced(2, 0, 11, 2),
            make({1, 11, 14}, 2).sliced(2, 0, 7, 2), false);
    compare("batch", out({5, 9, 7}), make({5, 9, 11}, 1), make({5, 11, 7}, 2), false);
    compare("batch of one matrix", out({5, 9, 7}), make({1, 9, 11}, 1).expanded({5, 9, 11}), make({5, 11, 7}, 2),
            false);
    compare("batch, every second", out({5, 9, 7}), make({5, 9, 22}, 1).sliced(2, 0, 11, 2),
            make({1, 11, 14}, 2).sliced(2, 0, 7, 2).expanded({5, 11, 7}), false);
    compare("row times column", out({1, 1, 1}), make({1, 1, 300}, 1), make({1, 300, 1}, 2), false);
    compare("column times row", out({1, 30, 40}), make({1, 30, 1}, 1), make({1, 1, 40}, 2), false);
    compare("broadcast row", out({1, 30, 40}), make({1, 1, 8}, 1).expanded({1, 30, 8}), make({1, 8, 40}, 2), false);
    compare("added", make({2, 33, 20}, 3), make({2, 33, 47}, 1), make({2, 47, 20}, 2), true);
    compare("of nothing", make({2, 5, 6}, 3), make({2, 5, 0}, 1), make({2, 0, 6}, 2), false);
  }
}

}  // namespace check
