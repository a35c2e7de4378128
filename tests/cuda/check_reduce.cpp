// Every reduction against its functor in one loop on the host, over rows, columns, several dimensions and one huge result.
#include <cmath>

#include "check.h"
#include "cuda/convert.h"
#include "cuda/row.h"
#include "functors/make.h"
#include "functors/reduce.h"

namespace check {
namespace {

using nt::ReduceOp;
using nt::Scalar;
using nt::cuda::convert;
using nt::cuda::Types;

const Scalar kParams[] = {Scalar(1), Scalar()};

struct Case {
  const char* how;
  Sizes sizes;
  int a, b;  // dimensions that change places
  std::vector<bool> reduced;
};

const Case kCases[] = {
    {"all", {100003}, 0, 0, {true}},
    {"few", {7}, 0, 0, {true}},
    {"one", {}, 0, 0, {}},
    {"short rows", {300, 10}, 0, 0, {false, true}},
    {"rows", {37, 1024}, 0, 0, {false, true}},
    {"odd rows", {37, 1003}, 0, 0, {false, true}},
    {"long rows", {2, 30001}, 0, 0, {false, true}},
    {"columns", {1003, 70}, 0, 0, {true, false}},
    {"few columns", {5001, 3}, 0, 0, {true, false}},
    {"many columns", {5, 3000}, 0, 0, {true, false}},
    {"transposed", {200, 90}, 0, 1, {false, true}},
    {"middle", {6, 50, 40}, 0, 0, {false, true, false}},
    {"outside", {20, 30, 40}, 0, 0, {true, false, true}},
    {"permuted", {20, 30, 40}, 0, 2, {true, false, true}},
    {"size 1", {20, 1, 40}, 0, 0, {false, true, false}},
    {"nothing", {5, 0, 3}, 0, 0, {false, true, false}},
};

template <class F>
struct Partial {
  typename F::Acc acc;
  int64_t seen = 0;
};

// The accumulators of all results, in the order of the input's elements, each with its number among the reduced.
template <class F, class T>
std::vector<Partial<F>> accumulate(const F& f, const Array& in, const Case& c, int64_t results) {
  std::vector<Partial<F>> partials(static_cast<size_t>(results), Partial<F>{f.identity()});
  for (int64_t i = 0; i < in.numel(); ++i) {
    int64_t rest = i, o = 0, step = 1;
    for (size_t d = in.sizes().size(); d-- > 0;) {
      if (!c.reduced[d]) o += rest % in.sizes()[d] * step, step *= in.sizes()[d];
      rest /= in.sizes()[d];
    }
    const T x = nt::visit_dtype(in.dtype(), [&](auto zero) {
      return convert<T>(*reinterpret_cast<const decltype(zero)*>(in.at(i)));
    });
    Partial<F>& partial = partials[static_cast<size_t>(o)];
    partial.acc = f.step(partial.acc, x, partial.seen++);
  }
  return partials;
}

template <class F, class T>
void compare(const char* name, ReduceOp op, const Case& c, Dtype dtype) {
  using Acc = typename F::Acc;
  using Result = decltype(std::declval<F>().finish(std::declval<Acc>(), int64_t{}));
  int reduced_dims = 0;
  for (bool r : c.reduced) reduced_dims += r;
  if (F::kIndexed && reduced_dims > 1) return;  // ops never ask for that
  const bool is_prod = op == ReduceOp::prod;
  Array in = Array::filled(dtype, c.sizes, [=](int64_t i) {
    const double x = small_sample(dtype, i, 5);
    return is_prod && nt::is_floating(dtype) ? 1 + x / 1024 : i % 97 == 13 && nt::is_floating(dtype) ? 0.0 : x;
  });
  if (c.a != c.b) in = in.transposed(c.a, c.b);
  Sizes kept;
  int64_t count = 1;
  for (size_t d = 0; d < c.reduced.size(); ++d) {
    if (c.reduced[d]) {
      count *= in.sizes()[d];
    } else {
      kept.push_back(in.sizes()[d]);
    }
  }
  const bool pair = op == ReduceOp::max_dim || op == ReduceOp::min_dim;
  if (F::kIndexed && count == 0) return;
  const Dtype result = std::is_same_v<Result, T> && nt::compute_dtype(dtype) == nt::DtypeOf<T>::value ? dtype
                                                                                                      : nt::DtypeOf<Result>::value;
  Array out(result, kept), indices(Dtype::int64, kept);
  report().begin(std::string(name) + " " + nt::name_of(dtype) + " " + c.how);
  nt::Iter it = pair ? reduction({&out, &indices}, in, c.reduced) : reduction({&out}, in, c.reduced);
  it.compute = nt::DtypeOf<T>::value;
  it.params[0] = kParams[0];
  backend().reduce(op, it);
  out.download();
  indices.download();

  const F f = nt::fn::make<F>(kParams);
  const std::vector<Partial<F>> partials = accumulate<F, T>(f, in, c, out.numel());
  // A sum's rounding errors are relative to its terms, not to itself.
  const double absolute = std::is_same_v<Result, T> && nt::is_floating(result) && !pair && !is_prod
                              ? tolerance(nt::DtypeOf<T>::value) * std::sqrt(static_cast<double>(count) + 1) * 8
                              : 0;
  const double relative = tolerance(result) * (is_prod ? 200 : 4);
  for (int64_t o = 0; o < out.numel(); ++o) {
    const Acc& a = partials[static_cast<size_t>(o)].acc;
    report().compare(o, out.value(o), convert<double>(f.finish(a, count)), relative, absolute);
    if constexpr (F::kIndexed) {
      if (pair) report().compare(o, indices.value(o), static_cast<double>(a.index), 0, 0);
    }
  }
}

template <template <class> class F, class T>
void check_row(const char* name, ReduceOp op) {
  for (const Case& c : kCases) {
    compare<F<T>, T>(name, op, c, nt::DtypeOf<T>::value);
    if constexpr (std::is_same_v<T, float>) {
      compare<F<T>, T>(name, op, c, Dtype::float16);
      compare<F<T>, T>(name, op, c, Dtype::bfloat16);
    }
    if constexpr (std::is_same_v<T, int64_t> || std::is_same_v<T, double>) compare<F<T>, T>(name, op, c, Dtype::uint8);
  }
}

template <template <class> class F, Types kTypes>
void check_types(const char* name, ReduceOp op) {
#define NT_CHECK_TYPE(dtype, type) \
  if constexpr (nt::cuda::takes(kTypes, Dtype::dtype)) check_row<F, type>(name, op);
  NT_FORALL_DTYPES(NT_CHECK_TYPE)
#undef NT_CHECK_TYPE
}

// NaN wins, and the first of equals.
void check_extremes() {
  report().begin("argmax of equals and NaN");
  for (int64_t nan_at : {int64_t{-1}, int64_t{7000}}) {
    const Array in = Array::filled(Dtype::float32, {20000}, [=](int64_t i) {
      return i == nan_at || i == 15000 ? (nan_at < 0 ? 9.0 : std::nan("")) : i == 9000 ? 9.0 : small_sample(Dtype::float32, i, 3);
    });
    Array out(Dtype::int64, {});
    nt::Iter it = reduction({&out}, in, {true});
    it.compute = Dtype::float32;
    backend().reduce(ReduceOp::argmax, it);
    out.download();
    report().compare(0, out.value(0), nan_at < 0 ? 9000 : 7000, 0, 0);
  }
}

// Twice the same sum gives the same bits.
void check_repeats() {
  report().begin("sum is the same each time");
  const Array in = Array::filled(Dtype::float32, {300007}, [](int64_t i) { return small_sample(Dtype::float32, i, 4); });
  double first = 0;
  for (int k = 0; k < 5; ++k) {
    Array out(Dtype::float32, {});
    nt::Iter it = reduction({&out}, in, {true});
    backend().reduce(ReduceOp::sum, it);
    out.download();
    if (k == 0) first = out.value(0);
    report().compare(k, out.value(0), first, 0, 0);
  }
}

}  // namespace

void check_reductions() {
#define NT_REDUCE(name, Functor, types) check_types<nt::fn::Functor, Types::types>(#name, ReduceOp::name);
#include "functors/reduce.def"
#undef NT_REDUCE
  check_extremes();
  check_repeats();
}

}  // namespace check
