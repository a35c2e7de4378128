// Which elementwise op or reduction is meant. What there is stands in functors/*.def; only those who name one include
// functors/table.h, or the one table that they need, so that a changed row rebuilds little.
#pragma once

namespace nt {

enum class MapOp : int;
enum class ReduceOp : int;
constexpr int kFirstBinaryOp = 256;  // unary ops have the numbers below
constexpr int kFirstTernaryOp = 480;
constexpr int kMaxMapOps = 512;
constexpr int kMaxReduceOps = 64;

}  // namespace nt
