// Discrete Fourier transforms of any length, O(n log n): mixed radix where the factors are small, Bluestein's way elsewhere.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>

namespace nt::cpu {

// A plan for lines of n numbers: X_k = sum_j x_j exp(+-2 pi i j k / n), not scaled. It may be used by several threads.
template <class T>
class FftPlan {
 public:
  explicit FftPlan(int64_t n);
  ~FftPlan();
  FftPlan(FftPlan&&) noexcept;
  // In place; `forward` has the minus sign.
  void run(std::complex<T>* line, bool forward) const;
  int64_t size() const { return n_; }

 private:
  struct Parts;
  int64_t n_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace nt::cpu
