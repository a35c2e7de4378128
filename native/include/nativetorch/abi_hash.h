/* Generated. Regenerate with: dotnet run --project bindings/NativeTorch.BindGen */
#define NT_ABI_HASH 0x0730ccdbaa742ec6ULL
