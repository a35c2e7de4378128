#!/usr/bin/env pwsh
# One door for those who have PowerShell: ./build.ps1 [build|test] [-Preset release|debug|asan|tsan|cuda]. Nothing needs it.
param(
    [ValidateSet('build', 'test')] [string] $Task = 'build',
    [string] $Preset = 'release'
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot
$env:NativeTorchPreset = $Preset

cmake --preset $Preset
cmake --build --preset $Preset
dotnet build NativeTorch.sln -c Release

if ($Task -eq 'test') {
    ctest --preset $Preset
    dotnet test NativeTorch.sln -c Release --no-build
}
