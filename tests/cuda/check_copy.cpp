// Copies between dtypes and layouts, and choosing by a condition.
#include "check.h"
#include "cuda/convert.h"

namespace check {
namespace {

constexpr Dtype kDtypes[] = {
#define NT_NAME(name, type) Dtype::name,
    NT_FORALL_DTYPES(NT_NAME)
#undef NT_NAME
};

Array numbers(Dtype dtype, Sizes sizes, uint32_t seed, int64_t skip = 0) {
  return Array::filled(
      dtype, std::move(sizes), [=](int64_t i) { return small_sample(dtype, i, seed) * 5; }, skip);
}

double as(Dtype dtype, const Array& from, int64_t i) {
  return nt::visit_dtype(dtype, [&](auto to) {
    return nt::visit_dtype(from.dtype(), [&](auto zero) {
      const auto value = *reinterpret_cast<const decltype(zero)*>(from.at(i));
      return nt::cuda::convert<double>(nt::cuda::convert<decltype(to)>(value));
    });
  });
}

void compare(const char* how, Array out, const Array& in) {
  report().begin(std::string("copy ") + nt::name_of(in.dtype()) + " -> " + nt::name_of(out.dtype()) + " " + how);
  nt::Iter it = iterator(out, {&in});
  backend().copy(it);
  out.download();
  const Array wide = in.expanded(out.sizes());
  for (int64_t i = 0; i < out.numel(); ++i) report().compare(i, out.value(i), as(out.dtype(), wide, i), 0, 0);
}

void check_layouts(Dtype dtype) {
  compare("rows of a matrix", Array(dtype, {20, 30}), numbers(dtype, {20, 50}, 1).sliced(1, 3, 30));
  compare("transposed", Array(dtype, {70, 45}), numbers(dtype, {45, 70}, 2).transposed(0, 1));
  compare("into a transposed", Array(dtype, {45, 70}).transposed(0, 1), numbers(dtype, {70, 45}, 3));
  compare("batch of transposed", Array(dtype, {3, 40, 33}), numbers(dtype, {3, 33, 40}, 4).transposed(1, 2));
  compare("channels last", Array(dtype, {2, 5, 6, 17}),
          numbers(dtype, {2, 17, 5, 6}, 5).transposed(1, 2).transposed(2, 3));
  compare("every third", Array(dtype, {100}), numbers(dtype, {300}, 6).sliced(0, 1, 100, 3));
  compare("broadcast", Array(dtype, {6, 50}), numbers(dtype, {6, 1}, 7));
  compare("fill", Array(dtype, {5000}), numbers(dtype, {}, 8));
  compare("misaligned", Array(dtype, {5000}, 1), numbers(dtype, {5000}, 9));
  compare("fill of every second", Array(dtype, {500}).sliced(0, 0, 250, 2), numbers(dtype, {1}, 10));
  compare("one", Array(dtype, {}), numbers(dtype, {}, 11));
  compare("none", Array(dtype, {0, 3}), numbers(dtype, {0, 3}, 12));
}

void compare_where(const char* how, Array out, const Array& condition, const Array& a, const Array& b) {
  report().begin(std::string("where ") + nt::name_of(out.dtype()) + " " + how);
  nt::Iter it = iterator(out, {&condition, &a, &b});
  it.compute = out.dtype();
  backend().where(it);
  out.download();
  const Array wide_c = condition.expanded(out.sizes()), wide_a = a.expanded(out.sizes()),
              wide_b = b.expanded(out.sizes());
  for (int64_t i = 0; i < out.numel(); ++i) {
    report().compare(i, out.value(i), as(out.dtype(), wide_c.value(i) != 0 ? wide_a : wide_b, i), 0, 0);
  }
}

}  // namespace

void check_copies() {
  for (Dtype from : kDtypes) {
    check_layouts(from);
    for (Dtype to : kDtypes) {
      // A negative float to an unsigned integer is anything on either side.
      const bool sign = to == Dtype::uint8 && nt::is_floating(from);
      auto value = [=](int64_t i) {
        return sign ? std::abs(small_sample(from, i, 1)) * 90 : small_sample(from, i, 1) * 9;
      };
      compare("dense", Array(to, {4500}), Array::filled(from, {4500}, value));
      compare("strided", Array(to, {30, 20}), Array::filled(from, {20, 30}, value).transposed(0, 1));
    }
  }
}

void check_where() {
  for (Dtype dtype : kDtypes) {
    const Array condition = numbers(Dtype::boolean, {5000}, 1), a = numbers(dtype, {5000}, 2),
                b = numbers(dtype, {5000}, 3);
    compare_where("dense", Array(dtype, {5000}), condition, a, b);
    compare_where("with a number", Array(dtype, {5000}), condition, numbers(Dtype::int64, {}, 4), b);
    compare_where("strided", Array(dtype, {40, 30}), numbers(Dtype::boolean, {30, 40}, 5).transposed(0, 1),
                  numbers(dtype, {1, 30}, 6), numbers(Dtype::uint8, {40, 1}, 7));
  }
}

}  // namespace check
