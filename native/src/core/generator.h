// PyTorch's CPU generator: mt19937 and the two cached normal draws.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>

#include "core/ref.h"

namespace nt {

class Generator : public RefCounted {
 public:
  static constexpr uint64_t kDefaultSeed = 67280421310721;

  explicit Generator(uint64_t seed = kDefaultSeed) { seed_with(seed); }

  void seed_with(uint64_t seed);
  uint64_t seed() const { return seed_; }

  uint32_t random();
  // The first draw is the high half.
  uint64_t random64() {
    const uint64_t high = random();
    return high << 32 | random();
  }
  // 24 random bits over 2^24, 53 over 2^53: in [0, 1).
  float uniform_float() { return static_cast<float>(random() & 0xffffff) * (1.0f / 16777216.0f); }
  double uniform_double() {
    return static_cast<double>(random64() & ((uint64_t{1} << 53) - 1)) * (1.0 / 9007199254740992.0);
  }
  // Box-Muller in double; the second of each pair waits for the next call.
  double normal_double();

  // Draws of one op are one piece: hold this while drawing.
  std::mutex& mutex() { return mutex_; }

  // PyTorch's legacy state: what torch.get_rng_state gives, byte for byte.
  static constexpr int64_t kStateBytes = 5056;
  void save(uint8_t* bytes) const;
  // False where the bytes are no state.
  bool restore(const uint8_t* bytes);

 private:
  static constexpr int kN = 624, kM = 397;
  void refill();

  std::array<uint32_t, kN> state_;
  int left_ = 1;
  int next_ = 0;
  uint64_t seed_ = 0;
  bool has_normal_ = false;
  double normal_ = 0;
  std::mutex mutex_;
};

void dispose(Generator* generator);

Generator& default_generator();

}  // namespace nt
