// Functions whose arguments depend on each other.
#include <cstring>

#include "kinds.h"
#include "table.h"

namespace {

using namespace kinds;

constexpr int kMany = 3;

// Handles of one list, and how many of them count.
struct List {
  List(Context& c, bool with_null, bool counts = true)
      : count(static_cast<int32_t>(counts && c.random.chance(60) ? -1 : c.random.between(0, kMany))) {
    for (auto& value : values) value = with_null && c.random.chance(2) ? nullptr : c.pool.tensor();
    if (count < 0) c.refuse("a count is negative");
    c.argument(std::to_string(count) + " handles");
  }
  // Most of them have a gradient.
  void differentiable(Context& c) {
    for (auto& value : values)
      if (value && !c.random.chance(8)) value = c.pool.differentiable();
  }
  int32_t count;
  nt_tensor* values[kMany];
};

template <class F>
void run(Context& c, const char* name, F f) {
  c.begin(name);
  f();
}

// Without create_graph, as set_grad below: a gradient whose graph holds its own leaf is a cycle, in PyTorch as here.
void backward(Context& c) {
  run(c, "nt_autograd_backward", [&] {
    bool all = c.random.chance(2);
    List outputs(c, c.random.chance(10)), gradients(c, true, false), inputs(c, false, !all);
    outputs.differentiable(c);
    c.finish(nt_autograd_backward(outputs.values, gradients.values, outputs.count, all ? nullptr : inputs.values,
                                  all ? 0 : inputs.count, Flag(c), 0));
  });
}

void grad(Context& c) {
  run(c, "nt_autograd_grad", [&] {
    List outputs(c, c.random.chance(10)), gradients(c, true, false), inputs(c, c.random.chance(10));
    outputs.differentiable(c);
    nt_tensor* grads[kMany]{};
    nt_status status = nt_autograd_grad(outputs.values, gradients.values, outputs.count, inputs.values, inputs.count, Flag(c),
                                        Flag(c), Flag(c), grads);
    c.finish(status);
    for (auto* gradient : grads) {
      if (gradient && status != NT_OK) c.problem("a failed call gave a handle");
      c.pool.keep(gradient);
    }
  });
}

void set_grad(Context& c) {
  run(c, "nt_tensor_set_grad", [&] {
    In<nt_tensor> self(c), other(c);
    nt_tensor* gradient = nullptr;
    if (other.value) nt_detach(other.value, &gradient);
    c.refused = self.value ? nullptr : "a handle is NULL";
    c.finish(nt_tensor_set_grad(self, gradient));
    nt_tensor_release(gradient);
  });
}

// The pool gets the gradient's data, not the gradient, into which a later call could write its leaf.
void gradient_of(Context& c) {
  run(c, "nt_tensor_grad", [&] {
    In<nt_tensor> self(c);
    nt_tensor *gradient = nullptr, *data = nullptr;
    c.finish(nt_tensor_grad(self, &gradient));
    if (gradient) nt_detach(gradient, &data);
    nt_tensor_release(gradient);
    c.pool.keep(data);
  });
}

// How much each rule of nt_optimizer takes.
struct Rule {
  int32_t states, numbers, options;
};
constexpr Rule kRules[] = {{1, 0, 6}, {3, 1, 8}, {2, 1, 6}, {2, 2, 7}, {2, 1, 6}, {1, 1, 6},
                           {2, 1, 5}, {3, 1, 7}, {2, 1, 6}, {1, 3, 6}, {2, 1, 5}};

void optimizer(Context& c) {
  run(c, "nt_optimizer_step", [&] {
    const auto kind = static_cast<int32_t>(c.random.between(c.random.chance(50) ? -1 : 0, std::size(kRules) - 1));
    const Rule rule = kind < 0 ? Rule{} : kRules[kind];
    if (kind < 0) c.refuse("no optimizer");
    List parameters(c, c.random.chance(10));
    parameters.differentiable(c);
    auto count = [&](int32_t right) {
      const bool wrong = c.random.chance(50);
      if (wrong) c.refuse("a count is wrong");
      return wrong ? right + 1 : right;
    };
    nt_tensor* states[kMany * 3];
    for (auto& state : states) state = c.random.chance(2) ? nullptr : nt_tensor_retain(c.pool.tensor());
    double numbers[kMany * 3], options[8];
    for (double& number : numbers) number = c.random.chance(2) ? 0 : c.real();
    for (double& option : options) option = c.real();
    const int32_t state_count = count(parameters.count * rule.states), number_count = count(parameters.count * rule.numbers),
                  option_count = count(rule.options);
    c.finish(nt_optimizer_step(kind, parameters.values, parameters.count, states, state_count, numbers, number_count, options,
                               option_count));
    for (auto* state : states) nt_tensor_release(state);
  });
}

void set_num_threads(Context& c) {
  run(c, "nt_set_num_threads", [&] {
    auto count = static_cast<int32_t>(c.random.between(-1, 3));
    if (count <= 0) c.refuse("no threads");
    c.finish(nt_set_num_threads(count));
  });
}

void set_collect(Context& c) {
  run(c, "nt_memory_set_collect", [&] { c.finish(nt_memory_set_collect(c.random.chance(2) ? nullptr : +[] {})); });
}

void retain(Context& c) {
  run(c, "nt_tensor_retain", [&] {
    nt_tensor_release(nt_tensor_retain(c.random.chance(8) ? nullptr : c.pool.tensor()));
    c.finish(NT_OK);
  });
}

// A new tensor becomes another: nothing was computed from it.
void become(Context& c) {
  run(c, "nt_tensor_become", [&] {
    nt_tensor* fresh = nullptr;
    const int64_t sizes[] = {2};
    nt_empty(sizes, 1, NT_FLOAT32, 0, 0, &fresh);
    nt_tensor* self = c.random.chance(2) ? nullptr : fresh;
    const nt_tensor* other = c.random.chance(2) ? nullptr : c.pool.tensor();
    if (!self || !other) c.refuse("a handle is NULL");
    c.finish(nt_tensor_become(self, other));
    nt_tensor_release(fresh);
  });
}

void release_null(Context& c) {
  run(c, "nt_tensor_release", [&] {
    nt_tensor_release(nullptr);
    nt_node_release(nullptr);
    nt_generator_release(nullptr);
    c.finish(NT_OK);
  });
}

void plain(Context& c) {
  run(c, "nt_version", [&] {
    if (nt_abi_hash() == 0 || !std::strlen(nt_version()) || !std::strlen(nt_build_info()) || !nt_cuda_unavailable_reason())
      c.problem("the library does not know itself");
    c.finish(NT_OK);
  });
}

void grad_mode(Context& c) {
  run(c, "nt_set_grad_enabled", [&] {
    nt_set_grad_enabled(c.random.chance(8) ? 0 : 1);
    if (nt_grad_enabled() > 1) c.problem("neither on nor off");
    c.finish(NT_OK);
  });
}

void inference_mode(Context& c) {
  run(c, "nt_set_inference_mode", [&] {
    nt_set_inference_mode(c.random.chance(8) ? 1 : 0);
    if (nt_inference_mode() > 1) c.problem("neither on nor off");
    c.finish(NT_OK);
  });
}

// Memory that the test owns, and lets go of where the library says so.
void from_memory(Context& c) {
  run(c, "nt_tensor_from_memory", [&] {
    const int64_t sizes[] = {c.random.between(c.random.chance(50) ? -1 : 0, 3), c.random.between(0, 4)};
    const auto dtype = static_cast<int32_t>(c.random.between(c.random.chance(50) ? -1 : NT_UINT8, NT_FLOAT64));
    const int64_t element = dtype < 0 ? 1 : dtype <= NT_INT8 ? 1 : dtype == NT_INT16 || dtype == NT_FLOAT16 || dtype == NT_BFLOAT16 ? 2
                            : dtype == NT_INT32 || dtype == NT_FLOAT32 ? 4 : 8;
    const int64_t shift = c.random.chance(4) ? c.random.between(0, 8) : 0;
    int64_t bytes = sizes[0] * sizes[1] * element;
    auto* memory = new uint64_t[64]{};
    if (sizes[0] < 0) c.refuse("a size is negative");
    if (dtype < 0) c.refuse("no dtype");
    if (shift % element != 0) c.refuse("the memory is not aligned");
    if (c.random.chance(50)) {
      c.refuse("the bytes are not the shape's");
      bytes += 1;
    }
    c.argument(std::to_string(sizes[0]) + " x " + std::to_string(sizes[1]) + " of " + std::to_string(dtype));
    nt_tensor* out = nullptr;
    const nt_status status = nt_tensor_from_memory(reinterpret_cast<char*>(memory) + shift, bytes, sizes, 2, dtype,
                                                   [](void* owner) { delete[] static_cast<uint64_t*>(owner); }, memory, &out);
    if (out && status != NT_OK) c.problem("a failed call gave a handle");
    c.finish(status);
    c.pool.keep(out);
  });
}

// A function of the caller's: gives what it was given, or nothing, and sometimes fails.
int32_t answer(void* state, nt_tensor* const* given, int32_t given_count, nt_tensor** results, int32_t result_count) {
  const auto random = ++*static_cast<uint64_t*>(state) * 0x9E3779B97F4A7C15u >> 60;
  for (int32_t i = 0; i < result_count && i < given_count; ++i) results[i] = random % 2 ? nt_tensor_retain(given[i]) : nullptr;
  for (int32_t i = 0; i < given_count; ++i) nt_tensor_release(given[i]);
  return random == 7;
}

void free_state(void* state) { delete static_cast<uint64_t*>(state); }

struct Answer {
  explicit Answer(Context& c) : call(c.random.chance(20) ? nullptr : answer), state(new uint64_t(c.random.bits())) {
    if (!call) c.refuse("a callback is NULL");
    c.argument(call ? "callback" : "NULL");
  }
  nt_callback call;
  void* state;
};

void checkpoint(Context& c) {
  run(c, "nt_autograd_checkpoint", [&] {
    Answer function(c);
    List inputs(c, c.random.chance(10));
    c.finish(nt_autograd_checkpoint(function.call, function.state, free_state, inputs.values, inputs.count));
  });
}

void function(Context& c) {
  run(c, "nt_autograd_function", [&] {
    Answer backward(c);
    List inputs(c, c.random.chance(10)), saved(c, true);
    inputs.differentiable(c);
    // Results are new, or an input; never tensors that something else computed.
    nt_tensor* outputs[kMany];
    int32_t kinds[kMany];
    for (int i = 0; i < kMany; ++i) {
      kinds[i] = static_cast<int32_t>(c.random.between(c.random.chance(20) ? -1 : 0, 2));
      outputs[i] = nullptr;
      if (inputs.values[i]) {
        if (kinds[i] == NT_OUTPUT_DIRTY) outputs[i] = nt_tensor_retain(inputs.values[i]);
        else nt_detach(inputs.values[i], &outputs[i]);
      }
    }
    nt_node* node = nullptr;
    nt_status status = nt_autograd_function(c.random.chance(20) ? nullptr : "fuzz", backward.call, backward.state, free_state,
                                            inputs.values, inputs.count, outputs, static_cast<int32_t>(c.random.between(0, kMany)),
                                            c.random.chance(20) ? nullptr : kinds, saved.values, saved.count, Flag(c), &node);
    c.finish(status);
    c.pool.keep(node);
    for (auto* output : outputs) c.pool.keep(output);
  });
}

template <class F>
void tensor_hook(Context& c, const char* name, F add) {
  run(c, name, [&] {
    In<nt_tensor> self(c);
    Answer hook(c);
    nt_node* node = nullptr;
    int64_t id = 0;
    c.finish(add(self.value, hook.call, hook.state, free_state, &node, &id));
    if (node && c.random.chance(2)) nt_node_remove_hook(node, id);
    c.pool.keep(node);
  });
}

void gradient_hook(Context& c) { tensor_hook(c, "nt_tensor_add_hook", nt_tensor_add_hook); }
void accumulated_hook(Context& c) { tensor_hook(c, "nt_tensor_add_accumulated_hook", nt_tensor_add_accumulated_hook); }

void node_hook(Context& c) {
  run(c, "nt_node_add_hook", [&] {
    In<nt_node> self(c);
    Answer hook(c);
    int64_t id = 0;
    c.finish(nt_node_add_hook(self.value, static_cast<int32_t>(c.random.between(-1, 2)), hook.call, hook.state, free_state, &id));
  });
}

void anomaly(Context& c) {
  run(c, "nt_autograd_set_anomaly", [&] {
    static bool on = false;
    on = !on;
    c.finish(nt_autograd_set_anomaly(on, [](char* text, int32_t capacity) {
      std::strncpy(text, "fuzz", static_cast<size_t>(capacity));
      return 4;
    }));
  });
}

void last_error(Context& c) {
  run(c, "nt_last_error", [&] {
    const char* message = nullptr;
    nt_last_error(c.random.chance(2) ? nullptr : &message);
    c.finish(NT_OK);
  });
}

struct Named {
  const char* name;
  HandCall call;
};

constexpr Named kCalls[] = {
    {"nt_abi_hash", plain}, {"nt_autograd_backward", backward},
    {"nt_autograd_checkpoint", checkpoint}, {"nt_autograd_function", function}, {"nt_autograd_grad", grad},
    {"nt_autograd_set_anomaly", anomaly}, {"nt_inference_mode", inference_mode}, {"nt_set_inference_mode", inference_mode},
    {"nt_node_add_hook", node_hook}, {"nt_tensor_add_hook", gradient_hook},
    {"nt_tensor_add_accumulated_hook", accumulated_hook}, {"nt_tensor_become", become},
    {"nt_build_info", plain}, {"nt_cuda_unavailable_reason", plain}, {"nt_generator_release", release_null},
    {"nt_grad_enabled", grad_mode}, {"nt_last_error", last_error}, {"nt_memory_set_collect", set_collect}, {"nt_node_release", release_null},
    {"nt_set_grad_enabled", grad_mode}, {"nt_optimizer_step", optimizer}, {"nt_set_num_threads", set_num_threads},
    {"nt_tensor_from_memory", from_memory}, {"nt_tensor_grad", gradient_of}, {"nt_tensor_release", release_null}, {"nt_tensor_set_grad", set_grad}, {"nt_tensor_retain", retain}, {"nt_version", plain},
};

}  // namespace

HandCall by_hand(const char* function) {
  for (const Named& named : kCalls)
    if (!std::strcmp(named.name, function)) return named.call;
  return nullptr;
}
