# oneDNN's header and library: oneDNN::oneDNN.
# Debian's own dnnl-config.cmake asks for OpenCL's headers, which libdnnl-dev does not bring and the CPU part does not need.
include(PlainLibrary)
find_plain_library(oneDNN oneapi/dnnl/dnnl.hpp dnnl)
