// Every reduction against its functor in one loop on the host, over rows, columns, several dimensions and one huge result.
#include <cmath>

#include "check.h"
#include "cuda/convert.h"
#include "cuda/row.h"
#include "functors/make.h"
#include "functors/reduce.h"
#include "functors/table.h"

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

template <class T>
__attribute__((noinline)) T load(const Array& array, int64_t i) {
  return nt::visit_dtype(array.dtype(),
                         [&](auto zero) { return convert<T>(*reinterpret_cast<const decltype(zero)*>(array.at(i))); });
}

struct Results {
  std::vector<double> values, indices;
};

// A row compiled for one type; all else is not a template, which keeps this file quick to compile.
struct Row {
  const char* name;
  ReduceOp op;
  Dtype compute, result;  // of the functor
  bool indexed;
  Results (*expected)(const Array& in, const Case& c, int64_t results, int64_t count);
};

template <class F>
struct Partial {
  typename F::Acc acc;
  int64_t seen = 0;
};

// One accumulator a result, in the order of the input's elements, which are numbered among the reduced.
template <class F, class T>
Results expected(const Array& in, const Case& c, int64_t results, int64_t count) {
  const F f = nt::fn::make<F>(kParams);
  std::vector<Partial<F>> partials(static_cast<size_t>(results), Partial<F>{f.identity()});
  for (int64_t i = 0; i < in.numel(); ++i) {
    int64_t rest = i, o = 0, step = 1;
    for (size_t d = in.sizes().size(); d-- > 0;) {
      if (!c.reduced[d]) o += rest % in.sizes()[d] * step, step *= in.sizes()[d];
      rest /= in.sizes()[d];
    }
    Partial<F>& partial = partials[static_cast<size_t>(o)];
    partial.acc = f.step(partial.acc, load<T>(in, i), partial.seen++);
  }
  Results r;
  for (const Partial<F>& partial : partials) {
    r.values.push_back(convert<double>(f.finish(partial.acc, count)));
    if constexpr (F::kIndexed) r.indices.push_back(static_cast<double>(partial.acc.index));
  }
  return r;
}

// Small numbers, some of them 0; close to 1 for products.
Array make_input(const Row& row, const Case& c, Dtype dtype) {
  const bool product = row.op == ReduceOp::prod, floating = nt::is_floating(dtype);
  const Array in = Array::filled(dtype, c.sizes, [=](int64_t i) {
    const double x = small_sample(dtype, i, 5);
    return product && floating ? 1 + x / 1024 : i % 97 == 13 && floating ? 0.0 : x;
  });
  return c.a == c.b ? in : in.transposed(c.a, c.b);
}

void compare(const Row& row, const Case& c, Dtype dtype) {
  int reduced_dims = 0;
  for (bool r : c.reduced) reduced_dims += r;
  if (row.indexed && reduced_dims > 1) return;  // ops never ask for that
  const Array in = make_input(row, c, dtype);
  Sizes kept;
  int64_t count = 1;
  for (size_t d = 0; d < c.reduced.size(); ++d) {
    if (c.reduced[d]) {
      count *= in.sizes()[d];
    } else {
      kept.push_back(in.sizes()[d]);
    }
  }
  if (row.indexed && count == 0) return;
  const bool pair = row.op == ReduceOp::max_dim || row.op == ReduceOp::min_dim;
  const bool as_input = row.result == row.compute && nt::compute_dtype(dtype) == row.compute;
  Array out(as_input ? dtype : row.result, kept), indices(Dtype::int64, kept);
  report().begin(std::string(row.name) + " " + nt::name_of(dtype) + " in " + nt::name_of(row.compute) + " " + c.how);
  nt::Iter it = pair ? reduction({&out, &indices}, in, c.reduced) : reduction({&out}, in, c.reduced);
  it.compute = row.compute;
  it.params[0] = kParams[0];
  backend().reduce(row.op, it);
  out.download();
  indices.download();

  const Results right = row.expected(in, c, out.numel(), count);
  const bool product = row.op == ReduceOp::prod;
  // A sum's rounding errors are relative to its terms, not to itself.
  const bool summed = !pair && !product && row.result == row.compute && nt::is_floating(row.compute);
  const double absolute = summed ? tolerance(row.compute) * std::sqrt(static_cast<double>(count) + 1) * 8 : 0;
  for (int64_t o = 0; o < out.numel(); ++o) {
    report().compare(o, out.value(o), right.values[static_cast<size_t>(o)],
                     tolerance(out.dtype()) * (product ? 200 : 4), absolute);
    if (pair) report().compare(o, indices.value(o), right.indices[static_cast<size_t>(o)], 0, 0);
  }
}

void check_row(const Row& row) {
  for (const Case& c : kCases) {
    compare(row, c, row.compute);
    if (row.compute == Dtype::float32) {
      compare(row, c, Dtype::float16);
      compare(row, c, Dtype::bfloat16);
    }
    if (row.compute == Dtype::int64 || row.compute == Dtype::float64) compare(row, c, Dtype::uint8);
  }
}

template <template <class> class F, class T>
void check_type(const char* name, ReduceOp op) {
  using Result = decltype(std::declval<F<T>>().finish(std::declval<typename F<T>::Acc>(), int64_t{}));
  check_row({name, op, nt::DtypeOf<T>::value, nt::DtypeOf<Result>::value, F<T>::kIndexed, expected<F<T>, T>});
}

template <template <class> class F, Types kTypes>
void check_types(const char* name, ReduceOp op) {
#define NT_CHECK_TYPE(dtype, type) \
  if constexpr (nt::cuda::takes(kTypes, Dtype::dtype)) check_type<F, type>(name, op);
  NT_FORALL_DTYPES(NT_CHECK_TYPE)
#undef NT_CHECK_TYPE
}

// NaN wins, and the first of equals.
void check_extremes() {
  report().begin("argmax of equals and NaN");
  for (int64_t nan_at : {int64_t{-1}, int64_t{7000}}) {
    const Array in = Array::filled(Dtype::float32, {20000}, [=](int64_t i) {
      return i == nan_at || i == 15000 ? (nan_at < 0 ? 9.0 : std::nan(""))
             : i == 9000               ? 9.0
                                       : small_sample(Dtype::float32, i, 3);
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
  const Array in =
      Array::filled(Dtype::float32, {300007}, [](int64_t i) { return small_sample(Dtype::float32, i, 4); });
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
