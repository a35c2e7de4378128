/* Generated. Regenerate with: dotnet run --project bindings/NativeTorch.BindGen */
#define NT_ABI_HASH 0x1fa159c8b6b0e9aeULL
