namespace NativeTorch;

public static partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Var(bool)"/>
    public static Tensor Var(Tensor input, bool unbiased) => NotNull(input).Var(unbiased);

    /// <inheritdoc cref="NativeTorch.Tensor.Var(ReadOnlySpan{long}, bool, bool)"/>
    public static Tensor Var(Tensor input, ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).Var(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.Var(ReadOnlySpan{long}, bool, bool)"/>
    public static Tensor Var(Tensor input, long dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).Var(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.Std(bool)"/>
    public static Tensor Std(Tensor input, bool unbiased) => NotNull(input).Std(unbiased);

    /// <inheritdoc cref="NativeTorch.Tensor.Std(ReadOnlySpan{long}, bool, bool)"/>
    public static Tensor Std(Tensor input, ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).Std(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.Std(ReadOnlySpan{long}, bool, bool)"/>
    public static Tensor Std(Tensor input, long dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).Std(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.VarMean(bool)"/>
    public static (Tensor Var, Tensor Mean) VarMean(Tensor input, bool unbiased) => NotNull(input).VarMean(unbiased);

    /// <inheritdoc cref="NativeTorch.Tensor.VarMean(ReadOnlySpan{long}, bool, bool)"/>
    public static (Tensor Var, Tensor Mean) VarMean(Tensor input, ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).VarMean(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.VarMean(ReadOnlySpan{long}, bool, bool)"/>
    public static (Tensor Var, Tensor Mean) VarMean(Tensor input, long dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).VarMean(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.StdMean(bool)"/>
    public static (Tensor Std, Tensor Mean) StdMean(Tensor input, bool unbiased) => NotNull(input).StdMean(unbiased);

    /// <inheritdoc cref="NativeTorch.Tensor.StdMean(ReadOnlySpan{long}, bool, bool)"/>
    public static (Tensor Std, Tensor Mean) StdMean(Tensor input, ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).StdMean(dim, unbiased, keepDim);

    /// <inheritdoc cref="NativeTorch.Tensor.StdMean(ReadOnlySpan{long}, bool, bool)"/>
    public static (Tensor Std, Tensor Mean) StdMean(Tensor input, long dim, bool unbiased, bool keepDim = false) =>
        NotNull(input).StdMean(dim, unbiased, keepDim);
}
