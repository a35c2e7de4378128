# Options of three values, and packages whose absence is said in one sentence.

# nt_option(NAME AUTO|ON|OFF "what it is"): a cache variable; an environment variable of that name is its first value.
function(nt_option name default doc)
  if(NOT "$ENV{${name}}" STREQUAL "")
    set(default "$ENV{${name}}")
  endif()
  set(${name} "${default}" CACHE STRING "${doc}")
  set_property(CACHE ${name} PROPERTY STRINGS AUTO ON OFF)
  if(NOT "${${name}}" MATCHES "^(AUTO|ON|OFF)$")
    message(FATAL_ERROR " NativeTorch : error NT0002: ${name} is \"${${name}}\", and takes AUTO, ON or OFF.")
  endif()
endfunction()

# The form "origin : error code: text" is what MSBuild shows as an error of its own; the blank in front keeps CMake from
# breaking the line.
function(nt_missing what package)
  message(FATAL_ERROR
    " NativeTorch : error NT0001: ${what}, which the native library needs, was not found; install it: apt-get install ${package}")
endfunction()

# nt_find_package(NAME DEBIAN_PACKAGE [arguments of find_package...])
macro(nt_find_package name package)
  find_package(${name} ${ARGN} QUIET)
  if(NOT ${name}_FOUND)
    nt_missing("${name}" ${package})
  endif()
endmacro()
