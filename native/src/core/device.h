#pragma once

#include <cstdint>
#include <ostream>

namespace nt {

enum class DeviceType : int32_t { cpu = 0, cuda = 1 };

struct Device {
  DeviceType type = DeviceType::cpu;
  int32_t index = 0;

  bool is_cpu() const { return type == DeviceType::cpu; }
  friend bool operator==(Device a, Device b) { return a.type == b.type && a.index == b.index; }
  friend bool operator!=(Device a, Device b) { return !(a == b); }
  friend std::ostream& operator<<(std::ostream& out, Device device) {
    if (device.is_cpu()) return out << "cpu";
    return out << "cuda:" << device.index;
  }
};

}  // namespace nt
