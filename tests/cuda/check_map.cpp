// Every row of the elementwise tables, on each kernel that it has: dense, dense 16-bit, misaligned, with a number of another
// dtype, strided with a broadcast operand, mixed dtypes.
#include <cmath>
#include <type_traits>

#include "check.h"
#include "cuda/convert.h"
#include "cuda/row.h"
#include "functors/activation.h"
#include "functors/binary.h"
#include "functors/compare.h"
#include "functors/make.h"
#include "functors/number.h"
#include "functors/special.h"
#include "functors/table.h"
#include "functors/unary.h"

namespace check {
namespace {

using nt::MapOp;
using nt::Scalar;
using nt::cuda::convert;
using nt::cuda::Types;

const Scalar kParams[] = {Scalar(2), Scalar(5), Scalar(-3)};

template <class T>
__attribute__((noinline)) T load(const Array& array, int64_t i) {
  return nt::visit_dtype(array.dtype(),
                         [&](auto zero) { return convert<T>(*reinterpret_cast<const decltype(zero)*>(array.at(i))); });
}

// A result as it is after being stored.
template <class T>
__attribute__((noinline)) double stored(Dtype dtype, T result) {
  return nt::visit_dtype(dtype, [&](auto zero) { return convert<double>(convert<decltype(zero)>(result)); });
}

// A row compiled for one type; all else is not a template, which keeps this file quick to compile.
struct Row {
  const char* name;
  MapOp op;
  int inputs;
  Dtype compute, result;
  double (*expected)(const Array& a, const Array& b, int64_t i, Dtype out);
};

template <class F, class T, int kInputs>
double expected(const Array& a, [[maybe_unused]] const Array& b, int64_t i, Dtype out) {
  const F f = nt::fn::make<F>(kParams);
  if constexpr (kInputs == 1) {
    return stored(out, f(load<T>(a, i)));
  } else {
    return stored(out, f(load<T>(a, i), load<T>(b, i)));
  }
}

// What rounding may change. Two operands: a fused multiply-add on one side only shows in what cancellation leaves.
double absolute_tolerance(const Row& row, Dtype out, double x) {
  if (!nt::is_floating(out)) return 0;
  if (row.inputs == 2 && std::isfinite(x)) return tolerance(row.compute) * (1 + std::abs(x));
  return out == Dtype::float16 ? 6e-8 : 1e-40;  // the last bits of denormal numbers
}

// Runs the op on the device and its functor on the host.
void compare(const Row& row, const char* how, Array out, const Array& a, const Array& b) {
  report().begin(std::string(row.name) + " " + nt::name_of(row.compute) + " " + how + " -> " +
                 nt::name_of(out.dtype()));
  nt::Iter it = row.inputs == 1 ? iterator(out, {&a}) : iterator(out, {&a, &b});
  it.compute = row.compute;
  it.params[0] = kParams[0];
  it.params[1] = kParams[1];
  it.params[2] = kParams[2];
  backend().map(row.op, it);
  out.download();
  const Array wide_a = a.expanded(out.sizes()), wide_b = row.inputs == 2 ? b.expanded(out.sizes()) : wide_a;
  for (int64_t i = 0; i < out.numel(); ++i) {
    report().compare(i, out.value(i), row.expected(wide_a, wide_b, i, out.dtype()), tolerance(out.dtype()),
                     absolute_tolerance(row, out.dtype(), wide_a.value(i)));
  }
}

Array make_array(Dtype dtype, Sizes sizes, uint32_t seed, int64_t skip = 0) {
  return Array::filled(
      dtype, std::move(sizes), [=](int64_t i) { return sample(dtype, i, seed); }, skip);
}

constexpr int64_t kNumel = 2 * 2048 + 77;  // whole blocks, and a part of one

void check_float_row(const Row& row, const Array& a, const Array& b) {
  const bool truth = row.result == Dtype::boolean;
  for (Dtype dtype : {Dtype::float16, Dtype::bfloat16}) {
    const Dtype result = truth ? row.result : dtype;
    compare(row, "16-bit", Array(result, {kNumel}), make_array(dtype, {kNumel}, 8), make_array(dtype, {kNumel}, 9));
    compare(row, "16-bit strided", Array(result, {33, 5}), make_array(dtype, {5, 33}, 10).transposed(0, 1),
            make_array(dtype, {5}, 11));
  }
  compare(row, "of integers", Array(row.result, {kNumel}), make_array(Dtype::int32, {kNumel}, 12), b);
  compare(row, "mixed", Array(truth ? Dtype::float32 : Dtype::float64, {kNumel}), a,
          make_array(Dtype::bfloat16, {kNumel}, 13));
}

void check_row(const Row& row) {
  const Dtype dtype = row.compute;
  const Array a = make_array(dtype, {kNumel}, 1), b = make_array(dtype, {kNumel}, 2);
  compare(row, "dense", Array(row.result, {kNumel}), a, b);
  compare(row, "misaligned", Array(row.result, {kNumel}), make_array(dtype, {kNumel}, 3, 1), b);
  compare(row, "strided", Array(row.result, {33, 7, 5}), make_array(dtype, {5, 7, 33}, 4).transposed(0, 2),
          make_array(dtype, {7, 1}, 5));
  compare(row, "one", Array(row.result, {}), make_array(dtype, {}, 6), make_array(dtype, {}, 7));
  if (row.inputs == 2) {
    const double two = nt::is_bool(dtype) ? 1 : 2;
    const Array number =
        Array::filled(nt::is_floating(dtype) ? Dtype::float64 : Dtype::int64, {}, [=](int64_t) { return two; });
    compare(row, "with a number", Array(row.result, {kNumel}), a, number);
    compare(row, "of a number", Array(row.result, {kNumel}), number, b);
  }
  if (dtype == Dtype::float32) check_float_row(row, a, b);
}

template <template <class> class F, class T, int kInputs>
void check_type(const char* name, MapOp op) {
  using Y = std::conditional_t<kInputs == 1, std::invoke_result<F<T>, T>, std::invoke_result<F<T>, T, T>>;
  check_row(
      {name, op, kInputs, nt::DtypeOf<T>::value, nt::DtypeOf<typename Y::type>::value, expected<F<T>, T, kInputs>});
}

template <template <class> class F, Types kTypes, int kInputs>
void check_types(const char* name, MapOp op) {
#define NT_CHECK_TYPE(dtype, type) \
  if constexpr (nt::cuda::takes(kTypes, Dtype::dtype)) check_type<F, type, kInputs>(name, op);
  NT_FORALL_DTYPES(NT_CHECK_TYPE)
#undef NT_CHECK_TYPE
}

}  // namespace

void check_maps() {
#define NT_UNARY_ROW(name, Functor, TYPES) check_types<nt::fn::Functor, Types::TYPES, 1>(#name, MapOp::name);
#define NT_BINARY_ROW(name, Functor, TYPES) check_types<nt::fn::Functor, Types::TYPES, 2>(#name, MapOp::name);
#include "functors/rows.h"
}

}  // namespace check
