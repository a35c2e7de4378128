/* Generated. Regenerate with: dotnet run --project bindings/NativeTorch.BindGen */
#define NT_ABI_HASH 0x2873777c473f8e25ULL
