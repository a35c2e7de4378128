// What the transforms of Winograd's convolution F(2x2, 3x3) are told. A tile of 4 x 4 inputs d and a kernel g give 2 x 2
// outputs as A^T [(G g G^T) * (B^T d B)] A: 16 multiplications for 36, whose sums over channels are 16 matrix products.
// A vector holds one number of as many tiles (kernels, channels) as it has lanes. "Place" t = 4 i + j is one of the 16.
#pragma once

#include <cstdint>

namespace nt::cpu {

// Where numbers (i, j) of tile vectors lie: start[v] + row[i] + column[j].
struct WinogradTiles {
  const int64_t* start;
  int64_t count;
  int64_t row[4], column[4];
};

// B^T d B of tiles of inputs: place t of vector v to to[t * place + at[v]].
struct WinogradInput {
  const float* from;
  WinogradTiles tiles;
  float* to;
  const int64_t* at;
  int64_t place;
};

// A d A^T of tiles of 2 x 2 gradients of outputs, likewise; vector v to to[t * place + v * step], each vector over what the
// one before has written from `step` lanes on.
struct WinogradGradient {
  const float* from;
  WinogradTiles tiles;
  float* to;
  int64_t step, place;
};

// A^T m A + bias: place t of vector v lies at from[t * place + v * lanes].
struct WinogradOutput {
  const float* from;
  int64_t place;
  float bias;
  float* to;
  WinogradTiles tiles;
};

// G g G^T of `channels` vectors of kernels: tap k of channel c lies at from[c * channel + k * tap]; place t goes to
// to[t * place + c * step], each vector over what the one before has written from `step` lanes on.
struct WinogradWeights {
  const float* from;
  int64_t channels, channel, tap;
  float* to;
  int64_t step, place;
};

// Every other number of every other row, for the four columns j of tiles that lie side by side: number
// 2 x + j - left of row first_row + 2 y + a to to[j * column_plane + a * row_plane + y * length + x], x < length, zero
// for what lies outside of the plane, and anything behind the last, up to a vector's end. Rows are read beyond their ends
// within [begin, end).
struct WinogradSplit {
  const float *begin, *end, *from;
  int64_t height, width, first_row, left;
  int64_t rows, length;
  float* to;
  int64_t column_plane, row_plane;
};

// to[2 x] = even[x], to[2 x + 1] = odd[x] for `width` numbers of each of `rows` rows.
struct WinogradMerge {
  const float *even, *odd;
  int64_t rows, from_row, width;
  float* to;
  int64_t to_row;
};

struct WinogradLoops {
  void (*input)(const WinogradInput& tiles);
  void (*gradient)(const WinogradGradient& tiles);
  bool (*output)(const WinogradOutput& tiles);  // whether all numbers are finite, also of lanes that don't count
  void (*weights)(const WinogradWeights& weights);
  // G^T m G of one vector: tap k to to[k * lanes]; whether all numbers are finite.
  bool (*weight_gradient)(const float* from, int64_t place, float* to);
  void (*split)(const WinogradSplit& plane);
  void (*merge)(const WinogradMerge& rows);
};

}  // namespace nt::cpu
