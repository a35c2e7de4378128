namespace NativeTorch.Data;

/// <summary>Pictures in files, as tensors of bytes: (channels, height, width).</summary>
public static partial class Images;
