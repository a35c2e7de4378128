#include "core/generator.h"

#include <cmath>
#include <cstring>

namespace nt {
namespace {

constexpr double kPi = 3.14159265358979323846;

uint32_t twist(uint32_t u, uint32_t v) {
  const uint32_t mixed = (u & 0x80000000u) | (v & 0x7fffffffu);
  return (mixed >> 1) ^ (v & 1 ? 0x9908b0dfu : 0u);
}

// The layout that torch.get_rng_state has kept since Torch 7: the state words as 64-bit, then the cached normal.
struct LegacyState {
  uint64_t seed;
  int32_t left;
  int32_t seeded;
  uint64_t next;
  uint64_t state[624];
  double normal_x;
  double normal_y;
  double normal_rho;
  int32_t has_normal;
  int32_t padding;
  float next_float_normal;
  bool has_float_normal;
  char tail[3];
};
static_assert(sizeof(LegacyState) == Generator::kStateBytes, "torch's state has 5056 bytes");

}  // namespace

void Generator::seed_with(uint64_t seed) {
  seed_ = seed;
  state_[0] = static_cast<uint32_t>(seed);
  for (int i = 1; i < kN; ++i) {
    state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + static_cast<uint32_t>(i);
  }
  left_ = 1;
  next_ = 0;
  has_normal_ = false;
}

void Generator::refill() {
  uint32_t* p = state_.data();
  for (int i = 0; i < kN - kM; ++i, ++p) *p = p[kM] ^ twist(p[0], p[1]);
  for (int i = 0; i < kM - 1; ++i, ++p) *p = p[kM - kN] ^ twist(p[0], p[1]);
  *p = p[kM - kN] ^ twist(p[0], state_[0]);
  left_ = kN;
  next_ = 0;
}

uint32_t Generator::random() {
  if (--left_ == 0) refill();
  uint32_t y = state_[static_cast<size_t>(next_++)];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

double Generator::normal_double() {
  if (has_normal_) {
    has_normal_ = false;
    return normal_;
  }
  const double u1 = uniform_double(), u2 = uniform_double();
  const double radius = std::sqrt(-2.0 * std::log1p(-u2)), angle = 2.0 * kPi * u1;
  normal_ = radius * std::sin(angle);
  has_normal_ = true;
  return radius * std::cos(angle);
}

void Generator::save(uint8_t* bytes) const {
  LegacyState legacy;
  memset(&legacy, 0, sizeof(legacy));
  legacy.seed = seed_;
  legacy.left = left_;
  legacy.seeded = 1;
  legacy.next = static_cast<uint64_t>(next_);
  for (int i = 0; i < kN; ++i) legacy.state[i] = state_[static_cast<size_t>(i)];
  legacy.has_normal = has_normal_;
  legacy.normal_x = normal_;
  memcpy(bytes, &legacy, sizeof(legacy));
}

bool Generator::restore(const uint8_t* bytes) {
  LegacyState legacy;
  memcpy(&legacy, bytes, sizeof(legacy));
  // No more draws left than words behind next.
  if (legacy.left < 1 || legacy.next > kN || legacy.next + static_cast<uint64_t>(legacy.left) > kN + 1) return false;
  seed_ = legacy.seed;
  left_ = legacy.left;
  next_ = static_cast<int>(legacy.next);
  for (int i = 0; i < kN; ++i) state_[static_cast<size_t>(i)] = static_cast<uint32_t>(legacy.state[i]);
  has_normal_ = legacy.has_normal != 0;
  normal_ = legacy.normal_x;
  return true;
}

void dispose(Generator* generator) { delete generator; }

Generator& default_generator() {
  static auto* generator = new Generator();
  return *generator;
}

}  // namespace nt
