// What convolution's loops over float32 are told. y[m][p] = sum over k of weights[k][m] * x[k][p] where row k of x is no
// copy of its own but a place in packed planes: taps of one column share a plane, since output rows that lie one after
// the other make the places p of tap (i, j) one run in plane j that begins i rows further on.
#pragma once

#include <cstdint>

namespace nt::cpu {

constexpr int kMaxConvRows = 12;

// The reduction: for each of `segments` the rows k at source[s], source[s] + step, ... (`inner` of them). Their weights
// stand one after the other: from weights[s] on, or those of all segments where `weights` is null.
struct ConvSum {
  int64_t segments, inner, step;
  const int64_t* source;
  const int64_t* weights;
};

// A vector of places: where it begins in the source and in the result, and how many of its lanes count.
struct ConvVector {
  int64_t source, result;
  int64_t lanes;
};

// m rows of results at `count` vectors of places.
struct ConvRun {
  ConvSum sum;
  const float* weights;
  const float* source;
  float* result;
  int64_t result_row;
  const float* bias;  // of the rows; null: zero
  bool accumulate;    // result += instead, without bias
  const ConvVector* vectors;
  int64_t count;
};
using ConvRunLoop = void (*)(const ConvRun& run);

// Copies rows of `channels` planes for each column tap j: to[c][j][residue][t][x] = from[c][row(t)][x * column_step +
// column[j]], or zero where that is outside; row(t) = first_row + residue + t * row_step.
struct ConvPack {
  const float* from;
  int64_t channels, channel, height, width;  // of `from`; `channel`: from one plane to the next
  int64_t columns, column_step, row_step;
  const int64_t* column;
  int64_t residues, first_row;
  const int64_t* residue;
  int64_t rows, row_length;
  float* to;
  int64_t plane, residue_plane;  // from one (c, j) to the next; from one residue to the next
};

// to[segment i][(c, j)][m] = from[m * row + c * channel + tap[i * columns + j]].
struct ConvWeights {
  const float* from;
  int64_t rows, row, channels, channel, segments, columns;
  const int64_t* tap;
  float* to;
};

// Where neighbouring vectors begin in the gradient and in the source.
struct ConvDotsRun {
  int64_t grad, source;
};

// sums[m][k] += dot(grad[m], x[k]) over `count` vectors of each run, as vectors of partial sums. Of each vector of the source
// the first `lanes` numbers count; what the gradient has behind them must be zero.
struct ConvDots {
  const float* grad;
  int64_t grad_row;
  const float* source;
  const int64_t* place;  // of each k in the source
  const ConvDotsRun* runs;
  int64_t run_count, count, lanes;
  float* sums;  // [m][k][lanes]
};
using ConvDotsLoop = void (*)(const ConvDots& dots);
constexpr int kMaxConvDots = 8;

// to[p][c] = from[c * channel + p] for c < channels, and what it likes up to a vector's end. Place p of the `rows` x
// `width` places goes to (p / width) * to_row + (p % width) * to_step.
struct ConvTranspose {
  const float* from;
  int64_t channels, channel, rows, width;
  float* to;
  int64_t to_row, to_step;
};

struct ConvRows;
struct ConvWindows;
using ConvWindowsLoop = void (*)(const ConvWindows& windows);
constexpr int kMaxWindowRows = 12;

struct ConvLoops {
  int lanes;
  int most_rows;                      // that one call takes
  int tile[kMaxConvRows + 1];         // vectors that so many rows take at once
  ConvRunLoop run[kMaxConvRows + 1];  // by rows
  void (*pack)(const ConvPack& pack);
  void (*pack_weights)(const ConvWeights& weights);
  ConvDotsLoop dots[kMaxConvDots + 1][kMaxConvDots + 1];  // by m and k; null where registers don't suffice
  void (*transpose)(const ConvTranspose& transpose);      // of at most `lanes` channels
  float (*sum)(const float* from, int64_t n);
  void (*sum_lanes)(const float* from, int64_t n, float* to);  // of each of n vectors
  ConvWindowsLoop windows[2][kMaxWindowRows + 1];              // of 4 and of 8 numbers, by rows
  bool (*copy_rows)(const ConvRows& rows);                     // false: not all numbers are finite
};

}  // namespace nt::cpu
