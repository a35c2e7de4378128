// Scaling and squaring with the Pade approximant of degree 13 (Higham, "The scaling and squaring method for the matrix
// exponential revisited", 2005): e^A = (r(A / 2^s))^(2^s) with r = (V - U)^-1 (V + U), U odd and V even in A.
#include "cpu/matrix_exp.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "cpu/lapack.h"

namespace nt::cpu {
namespace {

constexpr double kPade[] = {64764752532480000.,
                            32382376266240000.,
                            7771770303897600.,
                            1187353796428800.,
                            129060195264000.,
                            10559470521600.,
                            670442572800.,
                            33522128640.,
                            1323241920.,
                            40840800.,
                            960960.,
                            16380.,
                            182.,
                            1.};
constexpr double kTheta = 5.371920351148152;  // up to this norm the approximant is exact to double precision

using Matrix = std::vector<double>;

double one_norm(int32_t n, const double* a) {
  double largest = 0;
  for (int64_t c = 0; c < n; ++c) {
    double sum = 0;
    for (int64_t r = 0; r < n; ++r) sum += std::abs(a[c * n + r]);
    if (!(sum <= largest)) largest = sum;
  }
  return largest;
}

Matrix product(int32_t n, const Matrix& a, const Matrix& b) {
  Matrix c(a.size());
  lapack::gemm(false, false, n, n, n, a.data(), n, b.data(), n, c.data(), n);
  return c;
}

// x a6 + y a4 + z a2 + w
Matrix combine(int32_t n, const Matrix& a6, const Matrix& a4, const Matrix& a2, double x, double y, double z,
               double w) {
  Matrix out(a2.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = x * a6[i] + y * a4[i] + z * a2[i];
  for (int64_t i = 0; i < n; ++i) out[static_cast<size_t>(i * n + i)] += w;
  return out;
}

}  // namespace

void matrix_exp(int32_t n, double* a) {
  const size_t count = static_cast<size_t>(n) * static_cast<size_t>(n);
  const double norm = one_norm(n, a);
  if (!std::isfinite(norm)) {
    std::fill(a, a + count, std::numeric_limits<double>::quiet_NaN());
    return;
  }
  const int squarings = norm > kTheta ? static_cast<int>(std::ceil(std::log2(norm / kTheta))) : 0;
  Matrix scaled(a, a + count);
  for (double& x : scaled) x = std::ldexp(x, -squarings);

  const double* b = kPade;
  const Matrix a2 = product(n, scaled, scaled), a4 = product(n, a2, a2), a6 = product(n, a4, a2);
  Matrix odd = product(n, a6, combine(n, a6, a4, a2, b[13], b[11], b[9], 0));
  Matrix v = product(n, a6, combine(n, a6, a4, a2, b[12], b[10], b[8], 0));
  const Matrix low_odd = combine(n, a6, a4, a2, b[7], b[5], b[3], b[1]),
               low_even = combine(n, a6, a4, a2, b[6], b[4], b[2], b[0]);
  for (size_t i = 0; i < count; ++i) {
    odd[i] += low_odd[i];
    v[i] += low_even[i];
  }
  const Matrix u = product(n, scaled, odd);
  Matrix left(count), right(count);
  for (size_t i = 0; i < count; ++i) {
    left[i] = v[i] - u[i];
    right[i] = v[i] + u[i];
  }
  std::vector<int32_t> pivots(static_cast<size_t>(n));
  lapack::getrf(n, n, left.data(), pivots.data());
  lapack::getrs(false, n, n, left.data(), pivots.data(), right.data());
  for (int i = 0; i < squarings; ++i) right = product(n, right, right);
  std::copy(right.begin(), right.end(), a);
}

}  // namespace nt::cpu
