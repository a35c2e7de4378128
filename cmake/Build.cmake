# Configures and builds the libraries of one preset; native/NativeTorch.Native.proj runs it in every `dotnet build`:
#   cmake -DPRESET=release -P cmake/Build.cmake
# One at a time for each preset: `dotnet build` in two terminals, or of two projects at once, would start two ninjas.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/Options.cmake")

cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH source)
set(build "${source}/build/${PRESET}")
file(MAKE_DIRECTORY "${build}")
file(LOCK "${build}/.lock" GUARD PROCESS)

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${source}" RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR " The native build (preset ${PRESET}) failed.")
  endif()
endfunction()

# Ninja sees for itself when a CMakeLists.txt has changed; the presets it does not know of.
set(stamp "${build}/.configured")
if(NOT EXISTS "${build}/build.ninja" OR "${source}/CMakePresets.json" IS_NEWER_THAN "${stamp}")
  find_program(ninja NAMES ninja ninja-build)
  if(NOT ninja)
    nt_missing(Ninja ninja-build)
  endif()
  find_program(cxx NAMES $ENV{CXX} c++ g++ clang++)
  if(NOT cxx)
    nt_missing("A C++ compiler" g++)
  endif()
  run("${CMAKE_COMMAND}" --preset ${PRESET})
  file(TOUCH "${stamp}")
endif()
run("${CMAKE_COMMAND}" --build --preset ${PRESET} --target nativetorch_libraries)
