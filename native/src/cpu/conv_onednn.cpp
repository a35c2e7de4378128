#include "cpu/conv_onednn.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>

#include "cpu/parallel.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

using dnnl::memory;
using Tag = memory::format_tag;

const dnnl::engine& engine() {
  static const auto* cpu = new dnnl::engine(dnnl::engine::kind::cpu, 0);
  return *cpu;
}

// The sizes of a convolution as oneDNN wants them, and the plain layouts that tensors have. One and two dimensions go as
// two, for which oneDNN has the most kernels.
struct Shapes {
  memory::dims input, weight, bias, output, stride, dilation, padding, padding_end;
  Tag plain, channels_last, weight_tag;

  explicit Shapes(const ConvArgs& a)
      : input{a.batch, a.in_channels}, bias{a.out_channels}, output{a.batch, a.out_channels} {
    const bool grouped = a.groups != 1;
    if (grouped) {
      weight = {a.groups, a.out_channels / a.groups, a.in_channels / a.groups};
    } else {
      weight = {a.out_channels, a.in_channels};
    }
    const bool flat = a.in[0] == 1 && a.out[0] == 1 && a.kernel[0] == 1 && a.padding[0] == 0;
    for (int d = flat ? 1 : 0; d < kSpatial; ++d) {
      input.push_back(a.in[d]);
      output.push_back(a.out[d]);
      weight.push_back(a.kernel[d]);
      stride.push_back(a.stride[d]);
      dilation.push_back(a.dilation[d] - 1);
      padding.push_back(a.padding[d]);
      padding_end.push_back(std::max<int64_t>(0, missing_at_end(a, d)));
    }
    plain = flat ? Tag::nchw : Tag::ncdhw;
    channels_last = flat ? Tag::nhwc : Tag::ndhwc;
    weight_tag = flat ? (grouped ? Tag::goihw : Tag::oihw) : (grouped ? Tag::goidhw : Tag::oidhw);
  }

  // How far the last window reaches over the end; negative where it does not reach it.
  static int64_t missing_at_end(const ConvArgs& a, int d) {
    return (a.out[d] - 1) * a.stride[d] + (a.kernel[d] - 1) * a.dilation[d] + 1 - a.in[d] - a.padding[d];
  }
};

memory::desc describe(const memory::dims& sizes, Tag tag) { return {sizes, memory::data_type::f32, tag}; }

dnnl::primitive_attr user_scratch() {
  dnnl::primitive_attr attr;
  attr.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attr;
}

dnnl::convolution_forward::primitive_desc forward_desc(const Shapes& s, bool has_bias) {
  const memory::desc input = describe(s.input, s.channels_last), weight = describe(s.weight, Tag::any),
                     output = describe(s.output, s.channels_last);
  const auto kind = dnnl::prop_kind::forward_training;
  const auto algorithm = dnnl::algorithm::convolution_direct;
  const auto desc = has_bias ? dnnl::convolution_forward::desc(kind, algorithm, input, weight, describe(s.bias, Tag::x),
                                                               output, s.stride, s.dilation, s.padding, s.padding_end)
                             : dnnl::convolution_forward::desc(kind, algorithm, input, weight, output, s.stride,
                                                               s.dilation, s.padding, s.padding_end);
  return {desc, user_scratch(), engine()};
}

// A convolution and the layouts that it wants; made once for each shape and number of threads, among which it divides its
// work when it is made. Making one costs as much as a small run.
struct Primitive {
  dnnl::primitive primitive;
  memory::desc input, weight, output, scratch;
};

enum class Kind : int64_t { forward, forward_bias, data, weights, weights_bias };

Primitive make(Kind kind, const Shapes& s) {
  const auto hint = forward_desc(s, kind == Kind::forward_bias);
  const auto algorithm = dnnl::algorithm::convolution_direct;
  const memory::desc input = describe(s.input, s.channels_last), weight = describe(s.weight, Tag::any),
                     output = describe(s.output, s.channels_last);
  if (kind == Kind::forward || kind == Kind::forward_bias) {
    return {dnnl::convolution_forward(hint), hint.src_desc(), hint.weights_desc(), hint.dst_desc(),
            hint.scratchpad_desc()};
  }
  if (kind == Kind::data) {
    const dnnl::convolution_backward_data::desc desc(algorithm, input, weight, output, s.stride, s.dilation, s.padding,
                                                     s.padding_end);
    const dnnl::convolution_backward_data::primitive_desc pd(desc, user_scratch(), engine(), hint);
    return {dnnl::convolution_backward_data(pd), pd.diff_src_desc(), pd.weights_desc(), pd.diff_dst_desc(),
            pd.scratchpad_desc()};
  }
  const auto desc =
      kind == Kind::weights_bias
          ? dnnl::convolution_backward_weights::desc(algorithm, input, weight, describe(s.bias, Tag::x), output,
                                                     s.stride, s.dilation, s.padding, s.padding_end)
          : dnnl::convolution_backward_weights::desc(algorithm, input, weight, output, s.stride, s.dilation, s.padding,
                                                     s.padding_end);
  const dnnl::convolution_backward_weights::primitive_desc pd(desc, user_scratch(), engine(), hint);
  return {dnnl::convolution_backward_weights(pd), pd.src_desc(), pd.diff_weights_desc(), pd.diff_dst_desc(),
          pd.scratchpad_desc()};
}

// At most this many shapes are remembered.
constexpr size_t kCacheSize = 512;

std::shared_ptr<const Primitive> cached(Kind kind, const ConvArgs& a) {
  constexpr int kSizes = 6 * kSpatial;
  using Key = std::array<int64_t, 6 + kSizes>;
  static auto* mutex = new std::mutex;
  static auto* cache = new std::map<Key, std::shared_ptr<const Primitive>>;
  Key key{static_cast<int64_t>(kind), openmp_threads(), a.batch, a.in_channels, a.out_channels, a.groups};
  auto to = key.begin() + 6;
  for (const auto& sizes : {a.in, a.out, a.kernel, a.stride, a.padding, a.dilation})
    to = std::copy_n(sizes, kSpatial, to);
  std::lock_guard lock(*mutex);
  auto at = cache->find(key);
  if (at != cache->end()) return at->second;
  if (cache->size() >= kCacheSize) cache->clear();
  auto primitive = std::make_shared<const Primitive>(make(kind, Shapes(a)));
  cache->emplace(key, primitive);
  return primitive;
}

// Memory for the time of one run.
class Scratch {
 public:
  explicit Scratch(const memory::desc& desc)
      : data_(static_cast<int64_t>(desc.get_size())), memory_(desc, engine(), data_.data()) {}
  memory& get() { return memory_; }

 private:
  Workspace<char> data_;
  memory memory_;
};

// A user's tensor in the layout that a primitive wants: itself where the layouts agree.
class Laid {
 public:
  enum class Use { read, write };
  Laid(dnnl::stream& stream, const void* data, const memory::desc& plain, const memory::desc& wanted, Use use)
      : stream_(stream), user_(plain, engine(), const_cast<void*>(data)), use_(use) {
    if (plain == wanted) return;
    scratch_ = std::make_unique<Scratch>(wanted);
    if (use == Use::read) dnnl::reorder(user_, scratch_->get()).execute(stream_, user_, scratch_->get());
  }
  memory& get() { return scratch_ ? scratch_->get() : user_; }
  // Brings a result back.
  void finish() {
    if (scratch_ && use_ == Use::write) dnnl::reorder(scratch_->get(), user_).execute(stream_, scratch_->get(), user_);
  }

 private:
  dnnl::stream& stream_;
  memory user_;
  Use use_;
  std::unique_ptr<Scratch> scratch_;
};

template <class F>
void guarded(F&& f) {
  set_openmp_threads(max_threads());
  try {
    f();
  } catch (const dnnl::error& e) {
    fail(e.status == dnnl_out_of_memory ? Code::out_of_memory : Code::internal,
         "[convolution] oneDNN failed: ", e.what());
  }
}

}  // namespace

bool onednn_takes(const ConvArgs& a) {
  for (int d = 0; d < kSpatial; ++d) {
    if (Shapes::missing_at_end(a, d) + a.stride[d] <= 0) return false;
  }
  return true;
}

void onednn_conv_forward(const ConvArgs& a) {
  guarded([&] {
    const Shapes s(a);
    const auto p = cached(a.bias ? Kind::forward_bias : Kind::forward, a);
    dnnl::stream stream(engine());
    Laid input(stream, a.input, describe(s.input, s.plain), p->input, Laid::Use::read);
    Laid weight(stream, a.weight, describe(s.weight, s.weight_tag), p->weight, Laid::Use::read);
    Laid output(stream, a.output, describe(s.output, s.plain), p->output, Laid::Use::write);
    Scratch scratch(p->scratch);
    std::unordered_map<int, memory> args{{DNNL_ARG_SRC, input.get()},
                                         {DNNL_ARG_WEIGHTS, weight.get()},
                                         {DNNL_ARG_DST, output.get()},
                                         {DNNL_ARG_SCRATCHPAD, scratch.get()}};
    if (a.bias) args.emplace(DNNL_ARG_BIAS, memory(describe(s.bias, Tag::x), engine(), const_cast<void*>(a.bias)));
    p->primitive.execute(stream, args);
    output.finish();
    stream.wait();
  });
}

void onednn_conv_backward(const ConvArgs& a) {
  guarded([&] {
    const Shapes s(a);
    dnnl::stream stream(engine());
    const memory::desc plain_weight = describe(s.weight, s.weight_tag);
    if (a.grad_input) {
      const auto p = cached(Kind::data, a);
      Laid grad(stream, a.grad_output, describe(s.output, s.plain), p->output, Laid::Use::read);
      Laid weight(stream, a.weight, plain_weight, p->weight, Laid::Use::read);
      Laid result(stream, a.grad_input, describe(s.input, s.plain), p->input, Laid::Use::write);
      Scratch scratch(p->scratch);
      p->primitive.execute(stream, {{DNNL_ARG_DIFF_DST, grad.get()},
                                    {DNNL_ARG_WEIGHTS, weight.get()},
                                    {DNNL_ARG_DIFF_SRC, result.get()},
                                    {DNNL_ARG_SCRATCHPAD, scratch.get()}});
      result.finish();
    }
    if (a.grad_weight || a.grad_bias) {
      const auto p = cached(a.grad_bias ? Kind::weights_bias : Kind::weights, a);
      Laid input(stream, a.input, describe(s.input, s.plain), p->input, Laid::Use::read);
      Laid grad(stream, a.grad_output, describe(s.output, s.plain), p->output, Laid::Use::read);
      // A bias alone may be asked for; its kernel makes the weights' gradient too.
      std::unique_ptr<Scratch> unwanted;
      void* weight_data = a.grad_weight;
      if (!weight_data) {
        unwanted = std::make_unique<Scratch>(plain_weight);
        weight_data = unwanted->get().get_data_handle();
      }
      Laid result(stream, weight_data, plain_weight, p->weight, Laid::Use::write);
      Scratch scratch(p->scratch);
      std::unordered_map<int, memory> args{{DNNL_ARG_SRC, input.get()},
                                           {DNNL_ARG_DIFF_DST, grad.get()},
                                           {DNNL_ARG_DIFF_WEIGHTS, result.get()},
                                           {DNNL_ARG_SCRATCHPAD, scratch.get()}};
      if (a.grad_bias) args.emplace(DNNL_ARG_DIFF_BIAS, memory(describe(s.bias, Tag::x), engine(), a.grad_bias));
      p->primitive.execute(stream, args);
      result.finish();
    }
    stream.wait();
  });
}

}  // namespace nt::cpu
