#include "check.h"

#include <cmath>
#include <cstdio>
#include <limits>

namespace check {

void Report::begin(std::string name) {
  name_ = std::move(name);
  ++checks_;
  failures_here_ = 0;
}

void Report::fail(const std::string& text) {
  if (failures_here_++ == 0) ++failed_;
  if (failures_here_ <= 3) std::printf("FAILED %s: %s\n", name_.c_str(), text.c_str());
}

void Report::compare(int64_t i, double value, double expected, double relative, double absolute) {
  if (std::isnan(expected) ? std::isnan(value) : value == expected) return;
  if (std::fabs(value - expected) <= relative * std::fabs(expected) + absolute) return;
  char text[160];
  std::snprintf(text, sizeof text, "element %lld is %.9g, not %.9g", static_cast<long long>(i), value, expected);
  fail(text);
}

int Report::end() {
  std::printf("%d checks, %d failed\n", checks_, failed_);
  return failed_;
}

Report& report() {
  static Report instance;
  return instance;
}

double tolerance(Dtype dtype) {
  switch (dtype) {
    case Dtype::float64:
      return 1e-13;
    case Dtype::float32:
      return 4e-6;
    case Dtype::float16:
      return 1.0 / 1024;
    case Dtype::bfloat16:
      return 1.0 / 128;
    default:
      return 0;
  }
}

namespace {

uint32_t mix(uint64_t x) {
  x = (x + 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return static_cast<uint32_t>(x >> 32);
}

double uniform(int64_t i, uint32_t seed) { return mix(static_cast<uint64_t>(i) * 1000003 + seed) / 4294967296.0; }

}  // namespace

double sample(Dtype dtype, int64_t i, uint32_t seed) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  const double u = uniform(i, seed), v = uniform(i, seed + 77);
  if (dtype == Dtype::boolean) return u < 0.5;
  if (!nt::is_floating(dtype)) {
    const double edges[] = {0, 1, -1, 2, 127, -128, 100};
    const double value = v < 0.2 ? edges[static_cast<int>(u * 7)] : std::floor(u * 200 - 100);
    return dtype == Dtype::uint8 ? std::fabs(value) : value;
  }
  if (v < 0.1) {
    const double edges[] = {0.0, -0.0, 1, -1, kInf, -kInf, std::nan(""), 0.5, -0.5, 1.5, 2, 88, -88, 1e-3, -1e-3, 1000};
    return edges[static_cast<int>(u * 16)];
  }
  if (v < 0.5) return u * 2 - 1;
  if (v < 0.9) return u * 20 - 10;
  return (u - 0.5) * 400;
}

double small_sample(Dtype dtype, int64_t i, uint32_t seed) {
  const double u = uniform(i, seed);
  if (dtype == Dtype::boolean) return u < 0.5;
  if (nt::is_floating(dtype)) return u * 2 - 1;
  return dtype == Dtype::uint8 ? std::floor(u * 10) : std::floor(u * 19) - 9;
}

}  // namespace check
