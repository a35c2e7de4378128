// Convolution: which of its ways is taken. float32 in one and two dimensions goes through kernels of our own; in three, where
// rows are very long, and for some gradients of inputs, through oneDNN with channels last, its fastest plain layout; other
// dtypes, the few shapes that oneDNN refuses, where taps never meet the input, and where places are fewer than output channels,
// through patches and a product.
#include "core/late_gradient.h"
#include "cpu/conv_batch_last.h"
#include "cpu/conv_bias.h"
#include "cpu/conv_depthwise.h"
#include "cpu/conv_direct.h"
#include "cpu/conv_onednn.h"
#include "cpu/conv_patches.h"
#include "cpu/conv_pointwise.h"
#include "cpu/conv_weights.h"
#include "cpu/conv_winograd.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// Where taps never meet the input, and where windows leave gaps (1 x 1 of 40 x 40 with stride 20), oneDNN 2.6 writes beyond
// its buffers.
bool through_onednn(const ConvArgs& args) {
  for (int d = 0; d < kSpatial; ++d) {
    if (!taps_meet_input(args, d) || args.stride[d] > (args.kernel[d] - 1) * args.dilation[d] + 1) return false;
  }
  return args.dtype == Dtype::float32 && !pointwise_takes(args) && !direct_conv_takes(args) && onednn_takes(args);
}

enum class WeightsWay { pointwise, depthwise, winograd, patches, panels, batch_last, dots };

// Of what does not go through oneDNN; `finite`: as far as is known, so that Winograd's way may be tried.
WeightsWay weights_way(const ConvArgs& args, bool finite) {
  if (pointwise_takes(args)) return WeightsWay::pointwise;
  if (!direct_conv_takes(args)) return WeightsWay::patches;
  if (depthwise_takes(args)) return WeightsWay::depthwise;
  if (finite && winograd_weights_pay(args)) return WeightsWay::winograd;
  if (patches_pay(args)) return WeightsWay::patches;
  if (panels_pay(args)) return WeightsWay::panels;
  return batch_last_weights_pay(args) ? WeightsWay::batch_last : WeightsWay::dots;
}

// And for the bias, which some ways sum while the gradient is at hand.
void backward_weights(const ConvArgs& args, bool finite = true) {
  switch (weights_way(args, finite)) {
    case WeightsWay::winograd:
      return winograd_backward_weights(args) ? void() : backward_weights(args, false);
    case WeightsWay::panels:
      return conv_weights_by_panels(args);
    case WeightsWay::batch_last:
      return conv_weights_batch_last(args);
    case WeightsWay::dots:
      return conv_weights_by_dots(args);
    case WeightsWay::pointwise:
      pointwise_backward_weights(args);
      break;
    case WeightsWay::depthwise:
      depthwise_backward_weights(args);
      break;
    case WeightsWay::patches:
      patches_backward_weights(args);
      break;
  }
  if (args.grad_bias) conv_backward_bias(args);
}

void backward_input(const ConvArgs& args) {
  if (pointwise_takes(args)) return pointwise_backward_input(args);
  if (!direct_conv_takes(args)) return patches_backward_input(args);
  if (depthwise_takes(args)) return depthwise_backward_input(args);
  if (winograd_backward_input(args)) return;
  if (patches_pay(args)) return patches_backward_input(args);
  if (direct_conv_pays(args)) return direct_conv_backward_input(args);
  if (batch_last_takes(args)) return batch_last_backward_input(args);
  if (!onednn_takes(args)) return direct_conv_backward_input(args);
  ConvArgs data = args;
  data.grad_weight = data.grad_bias = nullptr;
  onednn_conv_backward(data);
}

// By windows where that pays, else the gradient image by image where that is how it is used and each thread has several,
// else whole.
void late_backward(ConvArgs args) {
  if (args.grad_weight && conv_weights_by_windows(args)) {
    if (!args.grad_input) return;
    args.grad_weight = args.grad_bias = nullptr;
  }
  const bool many = max_threads() == 1 || args.batch >= 4 * max_threads();
  const bool weights_only = args.grad_weight && !args.grad_input;
  if (many && weights_only && args.groups == 1 && weights_way(args, true) == WeightsWay::dots) {
    return conv_weights_by_dots(args);
  }
  int64_t size = args.batch * args.out_channels * size_of(args.dtype);
  for (int64_t out : args.out) size *= out;
  const Workspace<char> whole(size);
  args.late_grad_output->compute(0, args.batch, whole.data());
  args.grad_output = whole.data();
  args.late_grad_output = nullptr;
  conv_backward(args);
}

}  // namespace

void conv_forward(const ConvArgs& args) {
  if (pointwise_takes(args)) return pointwise_forward(args);
  if (through_onednn(args)) return onednn_conv_forward(args);
  if (!direct_conv_takes(args)) return patches_forward(args);
  if (depthwise_takes(args)) return depthwise_forward(args);
  if (winograd_forward(args)) return;
  if (patches_pay(args)) return patches_forward(args);
  const bool batch_last = !direct_conv_fills(args) && batch_last_takes(args);
  batch_last ? batch_last_forward(args) : direct_conv_forward(args);
}

void conv_backward(const ConvArgs& args) {
  if (args.late_grad_output) return late_backward(args);
  if (through_onednn(args)) return onednn_conv_backward(args);
  if (args.grad_weight) {
    backward_weights(args);
  } else if (args.grad_bias) {
    conv_backward_bias(args);
  }
  if (args.grad_input) backward_input(args);
}

}  // namespace nt::cpu
