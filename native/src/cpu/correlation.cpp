#include "cpu/correlation.h"

#include <algorithm>

#include "cpu/kernels/kernels.h"
#include "cpu/parallel.h"
#include "cpu/parts.h"

namespace nt::cpu {
namespace {

// Floats of packed planes that a part may have: where there are few weights and channels, its planes stay in the first cache, else in
// the second beside the part's input and output.
constexpr int64_t kFewWeights = 6 << 10, kSmallPack = 6 << 10, kLargePack = 40 << 10;
// More where weights come from the third cache for each part.
constexpr int64_t kManyWeights = 256 << 10, kLargestPack = 100 << 10;
// Steps of k for one visit to a tile of results.
constexpr int64_t kSteps = 400;

int64_t divide_down(int64_t a, int64_t b) { return a >= 0 ? a / b : -divide_up(-a, b); }

// Rows of a tile: a full one where rows divide well, else even parts.
int64_t rows_of_tile(int64_t rows, const ConvLoops& loops) {
  const int64_t best = loops.most_rows == 12 ? 8 : 4;
  return rows > loops.most_rows && rows % best == 0 ? best : even_part(rows, loops.most_rows);
}

}  // namespace

Residues::Residues(const std::vector<int64_t>& offsets, int64_t step) {
  first = divide_down(*std::min_element(offsets.begin(), offsets.end()), step);
  span = divide_down(*std::max_element(offsets.begin(), offsets.end()), step) - first;
  for (int64_t offset : offsets) {
    const int64_t q = divide_down(offset, step), r = offset - q * step;
    const auto at = std::find(residue.begin(), residue.end(), r);
    index.push_back(at - residue.begin());
    place.push_back(q - first);
    if (at == residue.end()) residue.push_back(r);
  }
}

CorrelationPlan::CorrelationPlan(const Correlation& c, int64_t threads)
    : c_(c), loops_(kernels().conv), rows_(c.row, c.row_step), columns_(c.column, c.column_step) {
  by_rows_ = c.column.size() > 1 && c.out_width % loops_.lanes == 0;
  length_ = c.out_width;
  packed_ = c.column;
  if (by_rows_) {
    length_ += columns_.span;
    packed_.clear();
    for (int64_t r : columns_.residue) packed_.push_back(columns_.first * c.column_step + r);
  }
  const auto columns = static_cast<int64_t>(packed_.size()), residues = static_cast<int64_t>(rows_.residue.size());
  tile_rows = rows_of_tile(c.rows, loops_);
  // As many channels as whole planes allow, if those are enough; else fewer rows of more channels.
  const int64_t whole = columns * (residues * (c.out_height + rows_.span) * length_ + 2 * loops_.lanes);
  const bool few = c.rows * c.channels * c.taps() <= kFewWeights && c.channels * whole <= 2 * kSmallPack;
  const bool many = c.rows * c.channels * c.taps() >= kManyWeights;
  const int64_t pack = few ? kSmallPack : many ? kLargestPack : kLargePack;
  const int64_t most = divide_up(kSteps, c.taps()), fit = pack / whole;
  block_channels = even_part(c.channels, fit * c.taps() * 3 >= kSteps ? std::min(most, fit) : most);
  // More channels than one only with 8 lanes: with 16 that was not measured.
  const int64_t most_few = loops_.lanes <= 8 ? static_cast<int64_t>(c.column.size()) : 1;
  few_ = by_rows_ && columns_.residue.size() == 1 && c.channels <= most_few && block_channels == c.channels;
  const int64_t budget = pack / (block_channels * columns);
  block_height = even_part(c.out_height, budget / (residues * length_) - rows_.span);
  // Whole vectors, but in the last part, where that costs no more than an eighth.
  if (block_height < c.out_height) {
    int64_t unit = 1;
    while (c.out_width * unit % loops_.lanes != 0) unit *= 2;
    const int64_t whole = divide_up(block_height, unit) * unit;
    if (whole * 8 <= block_height * 9) block_height = whole;
  }
  residue_plane_ = (block_height + rows_.span) * length_ + loops_.lanes;
  plane_ = odd_lines(residues * residue_plane_);
  image_ = block_channels * columns * plane_;
  block_images = 1;
  if (block_height == c.out_height) {
    block_images = even_part(c.batch, std::min(divide_up(c.batch, threads), budget / plane_));
  }

  for (size_t i = 0; i < c.row.size(); ++i) {
    const int64_t row = rows_.index[i] * residue_plane_ + rows_.place[i] * length_;
    if (!by_rows_) segment_.push_back(row);
    for (int64_t k = 0; few_ && k < c.channels; ++k) segment_.push_back(row + k * plane_ + columns_.place[0]);
    for (size_t j = 0; by_rows_ && !few_ && j < c.column.size(); ++j) {
      segment_.push_back(row + columns_.index[j] * plane_ + columns_.place[j]);
    }
  }
  pack_weights();
}

// Blocks of channels, in each the tiles' rows, in each the taps.
void CorrelationPlan::pack_weights() {
  weights_.grow(c_.groups * c_.rows * c_.channels * c_.taps());
  const int64_t group = c_.rows * c_.channels * c_.taps();
  const int64_t blocks = divide_up(c_.channels, block_channels), tiles = divide_up(c_.rows, tile_rows);
  const int64_t work = block_channels * tile_rows * c_.taps();
  const auto segments = static_cast<int64_t>(few_ ? c_.row.size() : segment_.size());
  parallel_for(c_.groups * blocks * tiles, kGrain / work + 1, [&](int64_t begin, int64_t end) {
    for (int64_t u = begin; u < end; ++u) {
      const int64_t g = u / (blocks * tiles), c = u / tiles % blocks * block_channels, m = u % tiles * tile_rows;
      const int64_t channels = std::min(block_channels, c_.channels - c);
      loops_.pack_weights({c_.weights + g * c_.weight_group + c * c_.weight_channel + m * c_.weight_row,
                           std::min(tile_rows, c_.rows - m), c_.weight_row, channels, c_.weight_channel, segments,
                           c_.taps() / segments, c_.tap.data(),
                           weights_.data() + g * group + (c * c_.rows + m * channels) * c_.taps()});
    }
  });
}

void CorrelationPlan::pack(const CorrelationPart& part, int64_t channel, int64_t channels, float* to) const {
  const int64_t size = c_.height * c_.width;
  for (int64_t i = 0; i < part.images; ++i) {
    const float* from = c_.source + (((part.image + i) * c_.groups + part.group) * c_.channels + channel) * size;
    loops_.pack({from, channels, size, c_.height, c_.width, static_cast<int64_t>(packed_.size()), c_.column_step,
                 c_.row_step, packed_.data(), static_cast<int64_t>(rows_.residue.size()),
                 (part.first + rows_.first) * c_.row_step, rows_.residue.data(), part.height + rows_.span, length_,
                 to + i * image_, plane_, residue_plane_});
  }
}

void CorrelationPlan::set_vectors(const CorrelationPart& part, CorrelationWork& work) const {
  if (work.plan == this && work.images == part.images && work.height == part.height) return;
  work.plan = this;
  work.images = part.images;
  work.height = part.height;
  std::vector<ConvVector>& result = work.vectors;
  result.clear();
  const int64_t lanes = loops_.lanes, runs = by_rows_ ? part.height : 1;
  const int64_t places = by_rows_ ? c_.out_width : part.height * c_.out_width;
  result.reserve(static_cast<size_t>(part.images * runs * divide_up(places, lanes)));
  for (int64_t i = 0; i < part.images; ++i) {
    for (int64_t y = 0; y < runs; ++y) {
      for (int64_t p = 0; p < places; p += lanes) {
        result.push_back(
            {i * image_ + y * length_ + p, i * part.result_image + y * places + p, std::min(lanes, places - p)});
      }
    }
  }
}

void CorrelationPlan::compute(const CorrelationPart& part, CorrelationWork& work) const {
  Workspace<float>& scratch = work.packed;
  scratch.grow(block_images * image_);
  set_vectors(part, work);
  const std::vector<ConvVector>& at = work.vectors;
  const auto count = static_cast<int64_t>(at.size());
  // Packed planes from one row k of a segment to the next, and how many such rows a segment has.
  const int64_t step = few_       ? columns_.place[1] - columns_.place[0]
                       : by_rows_ ? static_cast<int64_t>(packed_.size()) * plane_
                                  : plane_;
  const auto segments = static_cast<int64_t>(segment_.size());
  for (int64_t c = 0; c < c_.channels; c += block_channels) {
    const int64_t channels = std::min(block_channels, c_.channels - c);
    pack(part, c, channels, scratch.data());
    // Row by row of tiles: results are written as a few runs, not to all planes in turn.
    for (int64_t m = part.row_begin; m < part.row_end; m += tile_rows) {
      const int64_t rows = std::min(tile_rows, part.row_end - m);
      const float* weights =
          weights_.data() + (part.group * c_.rows * c_.channels + c * c_.rows + m * channels) * c_.taps();
      loops_.run[rows]({{segments, channels * c_.taps() / segments, step, segment_.data(), nullptr},
                        weights,
                        scratch.data(),
                        part.result + m * part.result_row,
                        part.result_row,
                        c_.bias ? c_.bias + part.group * c_.rows + m : nullptr,
                        c > 0,
                        at.data(),
                        count});
    }
  }
}

}  // namespace nt::cpu
