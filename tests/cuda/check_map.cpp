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
#include "functors/unary.h"

namespace check {
namespace {

using nt::MapOp;
using nt::Scalar;
using nt::cuda::convert;
using nt::cuda::Types;

const Scalar kParams[] = {Scalar(2), Scalar(5)};

// Runs the op on the device and its functor on the host.
template <class F, class T, int kInputs>
void compare(const char* name, const char* how, MapOp op, Array out, const Array& a, const Array& b) {
  report().begin(std::string(name) + " " + nt::name_of(nt::DtypeOf<T>::value) + " " + how + " -> " +
                 nt::name_of(out.dtype()));
  nt::Iter it = kInputs == 1 ? iterator(out, {&a}) : iterator(out, {&a, &b});
  it.compute = nt::DtypeOf<T>::value;
  it.params[0] = kParams[0];
  it.params[1] = kParams[1];
  backend().map(op, it);
  out.download();

  const F f = nt::fn::make<F>(kParams);
  const Array wide_a = a.expanded(out.sizes()), wide_b = kInputs == 2 ? b.expanded(out.sizes()) : a.expanded(out.sizes());
  auto load = [](const Array& array, int64_t i) {
    return nt::visit_dtype(array.dtype(),
                           [&](auto zero) { return convert<T>(*reinterpret_cast<const decltype(zero)*>(array.at(i))); });
  };
  for (int64_t i = 0; i < out.numel(); ++i) {
    const T x = load(wide_a, i), y = load(wide_b, i);
    const double expected = nt::visit_dtype(out.dtype(), [&](auto zero) {
      using R = decltype(zero);
      if constexpr (kInputs == 1) {
        return convert<double>(convert<R>(f(x)));
      } else {
        return convert<double>(convert<R>(f(x, y)));
      }
    });
    // Two operands: a fused multiply-add on one side only changes what is left after cancellation.
    const double size = std::abs(convert<double>(x));
    const double absolute = !nt::is_floating(out.dtype())             ? 0
                            : kInputs == 2 && std::isfinite(size) ? tolerance(nt::DtypeOf<T>::value) * (1 + size)
                            : out.dtype() == Dtype::float16           ? 6e-8
                                                                      : 1e-40;
    report().compare(i, out.value(i), expected, tolerance(out.dtype()), absolute);
  }
}

Array make_array(Dtype dtype, Sizes sizes, uint32_t seed, int64_t skip = 0) {
  return Array::filled(dtype, std::move(sizes), [=](int64_t i) { return sample(dtype, i, seed); }, skip);
}

template <template <class> class F, class T, int kInputs>
void check_row(const char* name, MapOp op) {
  using Y = std::conditional_t<kInputs == 1, std::invoke_result<F<T>, T>, std::invoke_result<F<T>, T, T>>;
  using Result = typename Y::type;
  constexpr Dtype kCompute = nt::DtypeOf<T>::value, kResult = nt::DtypeOf<Result>::value;
  constexpr int64_t kNumel = 2 * 2048 + 77;
  auto run = [&](const char* how, const Array& out, const Array& a, const Array& b) {
    compare<F<T>, T, kInputs>(name, how, op, out, a, b);
  };
  const Array a = make_array(kCompute, {kNumel}, 1), b = make_array(kCompute, {kNumel}, 2);
  run("dense", Array(kResult, {kNumel}), a, b);
  run("misaligned", Array(kResult, {kNumel}), make_array(kCompute, {kNumel}, 3, 1), b);
  const Array cube = make_array(kCompute, {5, 7, 33}, 4).transposed(0, 2);
  run("strided", Array(kResult, {33, 7, 5}), cube, make_array(kCompute, {7, 1}, 5));
  run("one", Array(kResult, {}), make_array(kCompute, {}, 6), make_array(kCompute, {}, 7));
  if (kInputs == 2) {
    const Dtype number = nt::is_floating(kCompute) ? Dtype::float64 : Dtype::int64;
    const double two = nt::is_bool(kCompute) ? 1 : 2;
    const Array scalar = Array::filled(number, {}, [=](int64_t) { return two; });
    run("with a number", Array(kResult, {kNumel}), a, scalar);
    run("of a number", Array(kResult, {kNumel}), scalar, b);
  }
  if constexpr (std::is_same_v<T, float>) {
    for (Dtype dtype : {Dtype::float16, Dtype::bfloat16}) {
      const Dtype result = kResult == Dtype::boolean ? kResult : dtype;
      const Array c = make_array(dtype, {kNumel}, 8), d = make_array(dtype, {kNumel}, 9);
      run("16-bit", Array(result, {kNumel}), c, d);
      run("16-bit strided", Array(result, {33, 5}), make_array(dtype, {5, 33}, 10).transposed(0, 1), make_array(dtype, {5}, 11));
    }
    run("of integers", Array(kResult, {kNumel}), make_array(Dtype::int32, {kNumel}, 12), b);
    run("mixed", Array(kResult == Dtype::boolean ? Dtype::float32 : Dtype::float64, {kNumel}), a,
        make_array(Dtype::bfloat16, {kNumel}, 13));
  }
}

template <template <class> class F, Types kTypes, int kInputs>
void check_types(const char* name, MapOp op) {
#define NT_CHECK_TYPE(dtype, type) \
  if constexpr (nt::cuda::takes(kTypes, Dtype::dtype)) check_row<F, type, kInputs>(name, op);
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
