# NT_RID: .NET's name for what we build for (linux-x64, linux-arm64, ...); packages keep native assets under it.
set(os "${CMAKE_SYSTEM_NAME}")
string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)

set(rid_os_Linux linux)
set(rid_os_Darwin osx)
set(rid_os_Windows win)
set(rid_cpu_x86_64 x64)
set(rid_cpu_amd64 x64)
set(rid_cpu_aarch64 arm64)
set(rid_cpu_arm64 arm64)

if(NOT DEFINED rid_os_${os} OR NOT DEFINED rid_cpu_${processor})
  message(FATAL_ERROR " NativeTorch : error NT0003: There is no .NET runtime identifier for ${os} on ${processor}.")
endif()
set(NT_RID "${rid_os_${os}}-${rid_cpu_${processor}}")
