// What is thrown at one parameter. A kind is made before the call, converts to the parameter, and cleans up after it.
#pragma once

#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "context.h"

namespace kinds {

struct Kind {
  void done(Context&, nt_status) {}
};

template <class T>
T* handle(Context& c) {
  if constexpr (std::is_same_v<T, nt_tensor>) return c.tensor();
  else if constexpr (std::is_same_v<T, nt_node>) return c.pool.node();
  else return c.pool.generator();
}

// A handle that may not be NULL, which it sometimes is.
template <class T>
struct In : Kind {
  explicit In(Context& c) : value(c.random.chance(40) ? nullptr : handle<T>(c)) {
    if (!value) c.refuse("a handle is NULL");
    if constexpr (std::is_same_v<T, nt_tensor>) c.last = value;
    c.argument(value ? "handle" : "NULL");
  }
  operator T*() const { return value; }
  T* value;
};

template <class T>
struct Optional : Kind {
  explicit Optional(Context& c) : value(c.random.chance(3) ? handle<T>(c) : nullptr) { c.argument(value ? "handle" : "NULL"); }
  operator T*() const { return value; }
  T* value;
};

// A new handle; after a failure there must be none.
template <class T>
struct Out : Kind {
  explicit Out(Context& c) : null(c.random.chance(100)) { c.argument(null ? "NULL" : "out"); }
  operator T**() { return null ? nullptr : &value; }
  void done(Context& c, nt_status status) {
    if (status != NT_OK && value) c.problem("a failed call gave a handle");
    if (value) c.pool.keep(value);
  }
  bool null;
  T* value = nullptr;
};

// Room for as many new tensors as any list or dimension here can ask for.
struct Outs : Kind {
  explicit Outs(Context& c) : null(c.random.chance(100)), values(1 << 16) { c.argument(null ? "NULL" : "outs"); }
  operator nt_tensor**() { return null ? nullptr : values.data(); }
  void done(Context& c, nt_status status) {
    for (nt_tensor* value : values) {
      if (!value) continue;
      if (status != NT_OK) c.problem("a failed call gave a handle");
      c.pool.keep(value);
    }
  }
  bool null;
  std::vector<nt_tensor*> values;
};

template <class T>
struct OutValue : Kind {
  explicit OutValue(Context& c) : null(c.random.chance(100)) { c.argument(null ? "NULL" : "out"); }
  operator T*() { return null ? nullptr : &value; }
  bool null;
  T value{};
};

template <class T>
T number(Context& c) {
  if constexpr (std::is_floating_point_v<T>) return static_cast<T>(c.real());
  else return static_cast<T>(c.integer());
}

template <class T>
struct Number : Kind {
  explicit Number(Context& c) : value(number<T>(c)) {
    c.argument(std::to_string(value));
  }
  operator T() const { return value; }
  T value;
};

struct Flag : Kind {
  explicit Flag(Context& c) : value(c.random.chance(50) ? 255 : static_cast<uint8_t>(c.random.between(0, 1))) {
    c.argument(std::to_string(value));
  }
  operator uint8_t() const { return value; }
  uint8_t value;
};

struct Dtype : Kind {
  explicit Dtype(Context& c) : value(static_cast<int32_t>(c.random.chance(20) ? c.integer() : c.random.between(-1, NT_FLOAT64))) {
    c.argument("dtype " + std::to_string(value));
  }
  operator int32_t() const { return value; }
  int32_t value;
};

struct DeviceType : Kind {
  explicit DeviceType(Context& c) : value(static_cast<int32_t>(c.random.chance(20) ? c.integer() : c.random.between(-1, 0))) {
    c.argument("device " + std::to_string(value));
  }
  operator int32_t() const { return value; }
  int32_t value;
};

inline nt_scalar scalar(Context& c) {
  nt_scalar value{};
  value.kind = static_cast<int32_t>(c.random.chance(30) ? c.integer() : c.random.between(NT_SCALAR_BOOL, NT_SCALAR_FLOAT));
  if (value.kind == NT_SCALAR_FLOAT) {
    double real = c.real();
    std::memcpy(&value.bits, &real, sizeof real);
    c.argument("scalar " + std::to_string(real));
  } else {
    value.bits = value.kind == NT_SCALAR_BOOL ? c.random.between(0, 1) : c.integer();
    c.argument("scalar of kind " + std::to_string(value.kind) + " " + std::to_string(value.bits));
  }
  return value;
}

struct Scalar : Kind {
  explicit Scalar(Context& c) : value(scalar(c)) {}
  operator nt_scalar() const { return value; }
  nt_scalar value;
};

struct OptionalScalar : Kind {
  explicit OptionalScalar(Context& c) : null(c.random.chance(2)) {
    if (null) c.argument("NULL");
    else value = scalar(c);
  }
  operator const nt_scalar*() const { return null ? nullptr : &value; }
  bool null;
  nt_scalar value{};
};

template <class T>
struct OptionalNumber : Kind {
  explicit OptionalNumber(Context& c) : null(c.random.chance(2)), value(number<T>(c)) {
    c.argument(null ? "NULL" : std::to_string(value) + " behind a pointer");
  }
  operator const T*() const { return null ? nullptr : &value; }
  bool null;
  T value;
};

// How long the list before says that it is; sometimes a lie that can be seen.
inline int32_t list_length(Context& c, bool* null) {
  int32_t length = static_cast<int32_t>(c.mild ? c.random.between(0, 2) : c.random.chance(8) ? c.random.between(0, 8) : c.random.between(0, 4));
  *null = length == 0 && c.random.chance(2);
  if (c.mild) return c.count = length;
  if (c.random.chance(60)) {
    *null = true;
    length = static_cast<int32_t>(c.random.between(1, 5));
    c.refuse("a list is NULL and not empty");
  } else if (c.random.chance(60)) {
    length = c.random.one_of({-1, -3, INT32_MIN});
    c.refuse("a count is negative");
  }
  return c.count = length;
}

template <class T>
struct Numbers : Kind {
  explicit Numbers(Context& c) {
    int32_t length = list_length(c, &null);
    std::string text;
    for (int32_t i = 0; i < 8; ++i) {
      values[i] = number<T>(c);
      if (i < length) text += std::to_string(values[i]) + " ";
    }
    c.argument(null ? "NULL" : text + "in a list");
  }
  operator const T*() const { return null ? nullptr : values; }
  bool null = false;
  T values[8]{};
};

template <class T>
struct OutNumbers : Kind {
  explicit OutNumbers(Context& c) {
    c.count = static_cast<int32_t>(c.random.between(0, 8));
    c.argument("room");
  }
  operator T*() { return values; }
  T values[8]{};
};

struct Tensors : Kind {
  explicit Tensors(Context& c) {
    int32_t length = list_length(c, &null);
    for (int32_t i = 0; i < 8; ++i) values[i] = c.random.chance(30) ? nullptr : c.tensor();
    c.argument(null ? "NULL" : std::to_string(length) + " handles");
  }
  operator nt_tensor* const*() const { return null ? nullptr : values; }
  bool null = false;
  nt_tensor* values[8]{};
};

struct Count : Kind {
  explicit Count(Context& c) : value(c.count) { c.argument(std::to_string(value)); }
  operator int32_t() const { return value; }
  int32_t value;
};

struct Bytes : Kind {
  explicit Bytes(Context& c) {
    c.bytes = c.random.between(0, 8) * 8;
    for (char& byte : values) byte = static_cast<char>(c.random.between(0, 1));
    c.argument("bytes");
  }
  operator const void*() const { return values; }
  char values[64]{};
};

// Room for any tensor of the pool, and mostly said to be as much as the tensor needs.
struct OutBytes : Kind {
  explicit OutBytes(Context& c) : values(2048 * 8) {
    nt_tensor_info_t info{};
    static constexpr int sizes[] = {1, 1, 1, 2, 4, 8, 2, 2, 4, 8};
    bool known = c.last && nt_tensor_info(c.last, &info) == NT_OK && !c.random.chance(10);
    c.bytes = known ? info.numel * sizes[info.dtype] : c.random.between(0, 64);
    c.argument("room");
  }
  operator void*() { return values.data(); }
  std::vector<char> values;
};

struct ByteCount : Kind {
  explicit ByteCount(Context& c) : value(c.random.chance(40) ? -1 : c.bytes) { c.argument(std::to_string(value)); }
  operator int64_t() const { return value; }
  int64_t value;
};

struct Text : Kind {
  explicit Text(Context& c)
      : value(c.random.one_of<const char*>({nullptr, "", "ij,jk->ik", "i->", "ii->i", "...i,i->...", "abc", "ij,j", "->", ",,", "i->jj", "\xc3\xa9", "i j , j k"})) {
    if (!value) c.refuse("a text is NULL");
    c.argument(value ? value : "NULL");
  }
  operator const char*() const { return value; }
  const char* value;
};

}  // namespace kinds
