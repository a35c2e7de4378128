// Matrix products of integers, which wrap. Rows of b stay in the first cache while four rows of c are built from them.
#include "cpu/kernels/fill.h"
#include "functors/integer.h"

namespace nt::cpu {
NT_BEGIN_ISA_NAMESPACE
namespace {

constexpr int64_t kRowsAtOnce = 4;

// c + a b
template <class T>
NT_INLINE T multiply_add(T c, T a, T b) {
  return fn::wrapping_add(c, fn::wrapping_mul(a, b));
}

// kRowsAtOnce rows of c from dense rows of b.
template <class T>
void rows4(int64_t n, int64_t k, const T* a, int64_t a_row, int64_t a_col, const T* b, int64_t b_row, T* __restrict c,
           int64_t c_row) {
  T* __restrict c0 = c;
  T* __restrict c1 = c + c_row;
  T* __restrict c2 = c + 2 * c_row;
  T* __restrict c3 = c + 3 * c_row;
  for (int64_t p = 0; p < k; ++p) {
    const T* __restrict row = b + p * b_row;
    const T a0 = a[p * a_col], a1 = a[a_row + p * a_col], a2 = a[2 * a_row + p * a_col], a3 = a[3 * a_row + p * a_col];
    for (int64_t j = 0; j < n; ++j) {
      const T x = row[j];
      c0[j] = multiply_add(c0[j], a0, x);
      c1[j] = multiply_add(c1[j], a1, x);
      c2[j] = multiply_add(c2[j], a2, x);
      c3[j] = multiply_add(c3[j], a3, x);
    }
  }
}

template <class T>
void row1(int64_t n, int64_t k, const T* a, int64_t a_col, const T* b, int64_t b_row, T* __restrict c) {
  for (int64_t p = 0; p < k; ++p) {
    const T* __restrict row = b + p * b_row;
    const T x = a[p * a_col];
    for (int64_t j = 0; j < n; ++j) c[j] = multiply_add(c[j], x, row[j]);
  }
}

bool wants_dense_rows(const Product& product) { return product.b_col != 1 && product.n > 1; }

template <class T>
int64_t scratch_bytes(const Product& product) {
  return wants_dense_rows(product) ? product.k * product.n * static_cast<int64_t>(sizeof(T)) : 0;
}

template <class T>
void run(const Product& product, void* scratch) {
  const auto [m, n, k, a_data, a_row, a_col, b_data, b_row, b_col, c_data, c_row, accumulate] = product;
  const T* a = static_cast<const T*>(a_data);
  const T* b = static_cast<const T*>(b_data);
  T* c = static_cast<T*>(c_data);
  int64_t dense_row = b_row;
  if (wants_dense_rows(product)) {
    T* packed = static_cast<T*>(scratch);
    for (int64_t p = 0; p < k; ++p) {
      for (int64_t j = 0; j < n; ++j) packed[p * n + j] = b[p * b_row + j * b_col];
    }
    b = packed;
    dense_row = n;
  }
  if (!accumulate) {
    for (int64_t i = 0; i < m; ++i) __builtin_memset(c + i * c_row, 0, static_cast<size_t>(n) * sizeof(T));
  }
  int64_t i = 0;
  for (; i + kRowsAtOnce <= m; i += kRowsAtOnce) rows4(n, k, a + i * a_row, a_row, a_col, b, dense_row, c + i * c_row, c_row);
  for (; i < m; ++i) row1(n, k, a + i * a_row, a_col, b, dense_row, c + i * c_row);
}

template <class T>
void add(Kernels& table) {
  table.product[static_cast<int>(DtypeOf<T>::value)] = {scratch_bytes<T>, run<T>};
}

}  // namespace

void fill_matmul_integral(Kernels& table) {
  add<uint8_t>(table);
  add<int8_t>(table);
  add<int16_t>(table);
  add<int32_t>(table);
  add<int64_t>(table);
}

NT_END_ISA_NAMESPACE
}  // namespace nt::cpu
