/* Generated. Regenerate with: dotnet run --project bindings/NativeTorch.BindGen */
#define NT_ABI_HASH 0xc14faffc5ea8785cULL
