namespace NativeTorch;

// PyTorch's older way to choose between the sample's and the population's spread: unbiased is a correction of 1 or 0.
public partial class Tensor
{
    /// <summary>Variance of all elements: sum((x - mean)^2) / (n - 1), or / n where not unbiased. Floating dtypes.</summary>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <remarks>PyTorch: <c>torch.var</c>.</remarks>
    public Tensor Var(bool unbiased) => Var([], unbiased);

    /// <summary>Variance over dimensions: sum((x - mean)^2) / (n - 1), or / n where not unbiased. Floating dtypes.</summary>
    /// <param name="dim">the dimensions to reduce; none means all</param>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <param name="keepDim">whether reduced dimensions stay with size 1</param>
    /// <remarks>PyTorch: <c>torch.var</c>.</remarks>
    public Tensor Var(ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) => Var(dim, Correction(unbiased), keepDim);

    /// <inheritdoc cref="Var(ReadOnlySpan{long}, bool, bool)"/>
    public Tensor Var(long dim, bool unbiased, bool keepDim = false) => Var([dim], unbiased, keepDim);

    /// <summary>Standard deviation of all elements: the root of their variance. Floating dtypes.</summary>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <remarks>PyTorch: <c>torch.std</c>.</remarks>
    public Tensor Std(bool unbiased) => Std([], unbiased);

    /// <summary>Standard deviation over dimensions: the root of the variance. Floating dtypes.</summary>
    /// <param name="dim">the dimensions to reduce; none means all</param>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <param name="keepDim">whether reduced dimensions stay with size 1</param>
    /// <remarks>PyTorch: <c>torch.std</c>.</remarks>
    public Tensor Std(ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) => Std(dim, Correction(unbiased), keepDim);

    /// <inheritdoc cref="Std(ReadOnlySpan{long}, bool, bool)"/>
    public Tensor Std(long dim, bool unbiased, bool keepDim = false) => Std([dim], unbiased, keepDim);

    /// <summary>Variance and mean of all elements. Floating dtypes.</summary>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <remarks>PyTorch: <c>torch.var_mean</c>.</remarks>
    public (Tensor Var, Tensor Mean) VarMean(bool unbiased) => VarMean([], unbiased);

    /// <summary>Variance and mean over dimensions. Floating dtypes.</summary>
    /// <param name="dim">the dimensions to reduce; none means all</param>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <param name="keepDim">whether reduced dimensions stay with size 1</param>
    /// <remarks>PyTorch: <c>torch.var_mean</c>.</remarks>
    public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        VarMean(dim, Correction(unbiased), keepDim);

    /// <inheritdoc cref="VarMean(ReadOnlySpan{long}, bool, bool)"/>
    public (Tensor Var, Tensor Mean) VarMean(long dim, bool unbiased, bool keepDim = false) => VarMean([dim], unbiased, keepDim);

    /// <summary>Standard deviation and mean of all elements. Floating dtypes.</summary>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <remarks>PyTorch: <c>torch.std_mean</c>.</remarks>
    public (Tensor Std, Tensor Mean) StdMean(bool unbiased) => StdMean([], unbiased);

    /// <summary>Standard deviation and mean over dimensions. Floating dtypes.</summary>
    /// <param name="dim">the dimensions to reduce; none means all</param>
    /// <param name="unbiased">whether the divisor is n - 1</param>
    /// <param name="keepDim">whether reduced dimensions stay with size 1</param>
    /// <remarks>PyTorch: <c>torch.std_mean</c>.</remarks>
    public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<long> dim, bool unbiased, bool keepDim = false) =>
        StdMean(dim, Correction(unbiased), keepDim);

    /// <inheritdoc cref="StdMean(ReadOnlySpan{long}, bool, bool)"/>
    public (Tensor Std, Tensor Mean) StdMean(long dim, bool unbiased, bool keepDim = false) => StdMean([dim], unbiased, keepDim);

    static double? Correction(bool unbiased) => unbiased ? 1 : 0;
}
