#include <cstring>

#include "cpu/kernels/fill.h"
#include "cpu/kernels/tiles.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

template <class T>
constexpr bool is_16bit_float = std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>;

// As PyTorch converts: bool is "not zero", floats are cut to integers, 16-bit floats go through float32. A float outside
// an integer's range is cut through int64, so that the result is the same on every path.
template <class To, class From>
NT_HD To convert(From value) {
  if constexpr (std::is_same_v<To, From>) {
    return value;
  } else if constexpr (is_16bit_float<From>) {
    return convert<To>(static_cast<float>(value));
  } else if constexpr (is_16bit_float<To>) {
    return To(static_cast<float>(value));
  } else if constexpr (std::is_same_v<To, bool>) {
    return value != From(0);
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To> && sizeof(To) < 4) {
    return static_cast<To>(static_cast<int64_t>(value));
  } else {
    return static_cast<To>(value);
  }
}

template <class To, class From>
struct Convert {
  NT_INLINE To operator()(From value) const { return convert<To>(value); }
};

template <class To, class From>
void run(const MapRun& run) {
  map_run<To, From>(run, Convert<To, From>{});
}

template <class To, class From>
void loop(char* out, int64_t out_stride, const char* in, int64_t in_stride, int64_t n) {
  if (out_stride == sizeof(To) && (in_stride == sizeof(From) || in_stride == 0)) {
    return run<To, From>({out, {in}, {in_stride == 0}, false, n, nullptr});
  }
  for (int64_t i = 0; i < n; ++i) {
    *reinterpret_cast<To*>(out + i * out_stride) = convert<To>(*reinterpret_cast<const From*>(in + i * in_stride));
  }
}

template <class To, class From>
void add(Kernels& table) {
  const int to = static_cast<int>(DtypeOf<To>::value), from = static_cast<int>(DtypeOf<From>::value);
  table.copy[to][from] = loop<To, From>;
  table.convert[to][from] = run<To, From>;
}

template <class From>
void add_from(Kernels& table) {
#define NT_TO(name, type) add<type, From>(table);
  NT_FORALL_DTYPES(NT_TO)
#undef NT_TO
}

void stream(void* out, const void* in, int64_t bytes) {
  char* to = static_cast<char*>(out);
  const char* from = static_cast<const char*>(in);
  const int64_t to_line = -static_cast<int64_t>(reinterpret_cast<uintptr_t>(to)) & (kVectorBytes - 1);
  const int64_t head = bytes < to_line ? bytes : to_line;
  memcpy(to, from, static_cast<size_t>(head));
  int64_t i = head;
  for (; i + kVectorBytes <= bytes; i += kVectorBytes) store_past(to + i, from + i);
  memcpy(to + i, from + i, static_cast<size_t>(bytes - i));
}

}  // namespace

void fill_copy(Kernels& table) {
  table.stream = stream;
#define NT_FROM(name, type) add_from<type>(table);
  NT_FORALL_DTYPES(NT_FROM)
#undef NT_FROM
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
