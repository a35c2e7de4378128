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

#if defined(__AVX2__) && !defined(__AVX512F__)
// Of 16 elements GCC makes half as many instructions again: it masks both halves before it packs them.
NT_INLINE __m256i round_to_bfloat16(__m256 x) {
  const __m256i bits = _mm256_castps_si256(x),
                odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  return _mm256_srli_epi32(_mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x7fff)), odd), 16);
}

NT_INLINE __m256i is_nan(__m256 x) { return _mm256_castps_si256(_mm256_cmp_ps(x, x, _CMP_UNORD_Q)); }

NT_INLINE void map_elements(const Convert<bfloat16, float>& f, bfloat16* to, int64_t n, const float* x) {
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) {
    const __m256 low = _mm256_loadu_ps(x + i), high = _mm256_loadu_ps(x + i + 8);
    const __m256i rounded = _mm256_packus_epi32(round_to_bfloat16(low), round_to_bfloat16(high));
    const __m256i nan = _mm256_packs_epi32(is_nan(low), is_nan(high));
    const __m256i mixed = _mm256_blendv_epi8(rounded, _mm256_set1_epi16(0x7fc0), nan);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + i), _mm256_permute4x64_epi64(mixed, 0xd8));
  }
  for (; i < n; ++i) to[i] = f(x[i]);
}

NT_INLINE void map_elements(const Convert<float, bfloat16>& f, float* to, int64_t n, const bfloat16* x) {
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const __m128i bits = _mm_loadu_si128(reinterpret_cast<const __m128i*>(x + i));
    _mm256_storeu_ps(to + i, _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(bits), 16)));
  }
  for (; i < n; ++i) to[i] = f(x[i]);
}
#endif

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
