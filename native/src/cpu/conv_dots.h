// What the gradients for convolution's weights as dot products have in common: tiles of sums, and their parts over threads.
#pragma once

#include <functional>

#include "cpu/conv_weights.h"
#include "cpu/kernels/conv.h"

namespace nt::cpu {

// Outputs and weights of an output whose dot products one call makes. Its sums stand at (m * rows + k * (the tile's outputs)) * lanes.
struct DotsTile {
  int64_t m, k;
};

// The tile with the least time for `outputs` x `rows` dot products.
DotsTile dots_tile(const ConvLoops& loops, int64_t outputs, int64_t rows);

// Sums of vectors of partial sums: to[m * rows + weight[k]] of the tile's dot product (m, k); weight null: k itself.
void sum_lanes(const ConvLoops& loops, const DotsTile& tile, int64_t outputs, int64_t rows, const float* sums,
               const int64_t* weight, float* to);

// Calls part(group, begin, end, weights, bias) for passes [begin, end) of `passes`: it writes their gradients for the group; bias is
// null where it is not wanted. Groups are independent; within one, parts' sums are added in order, and how many parts there are
// depends on the work alone.
void sum_passes(const ConvArgs& args, int64_t passes,
                const std::function<void(int64_t, int64_t, int64_t, float*, float*)>& part);

}  // namespace nt::cpu
