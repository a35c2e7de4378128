/* Generated. Regenerate with: dotnet run --project bindings/NativeTorch.BindGen */
#define NT_ABI_HASH 0x9fa208f6595cc1cdULL
