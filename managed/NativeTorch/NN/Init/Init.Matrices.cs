namespace NativeTorch.NN;

public static partial class Init
{
    /// <summary>The identity matrix. PyTorch: <c>init.eye_</c>.</summary>
    /// <exception cref="ShapeMismatchException">Not two dimensions.</exception>
    public static Tensor Eye_(Tensor tensor)
    {
        Need(tensor, tensor.Dim == 2, "eye_", "two dimensions");
        using var noGrad = Torch.NoGrad();
        return tensor.Copy_(Torch.Eye(tensor.Size(0), tensor.Size(1), dtype: tensor.Dtype, device: tensor.Device));
    }

    /// <summary>A convolution's weight that passes as many channels on as there are, in each group. PyTorch:
    /// <c>init.dirac_</c>.</summary>
    /// <exception cref="ShapeMismatchException">Not three to five dimensions, or groups that do not divide the outputs.</exception>
    public static Tensor Dirac_(Tensor tensor, long groups = 1)
    {
        Need(tensor, tensor.Dim is >= 3 and <= 5, "dirac_", "three to five dimensions");
        Need(tensor, groups > 0 && tensor.Size(0) % groups == 0, "dirac_", $"outputs that {groups} groups divide");
        using var noGrad = Torch.NoGrad();
        tensor.Zero_();
        long outputs = tensor.Size(0) / groups;
        Tensor middle = tensor; // of the kernel: a view of outputs by inputs
        while (middle.Dim > 2)
            middle = middle.Select(-1, middle.Size(-1) / 2);
        for (long g = 0; g < groups; g++)
            for (long d = 0; d < Math.Min(outputs, tensor.Size(1)); d++)
                middle[g * outputs + d, d] = 1;
        return tensor;
    }

    /// <summary>A (semi-)orthogonal matrix, of the first dimension by all others, times <paramref name="gain"/>: the Q of a QR
    /// decomposition of normal numbers, with R's diagonal made positive. PyTorch: <c>init.orthogonal_</c>.</summary>
    /// <exception cref="ShapeMismatchException">Fewer than two dimensions.</exception>
    public static Tensor Orthogonal_(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        Need(tensor, tensor.Dim >= 2, "orthogonal_", "two or more dimensions");
        if (tensor.Numel == 0)
            return tensor;
        using var noGrad = Torch.NoGrad();
        long rows = tensor.Size(0), columns = tensor.Numel / rows;
        Tensor normal = Torch.Empty([rows, columns], tensor.Dtype, tensor.Device).Normal_(0, 1, generator);
        var (q, r) = Torch.Linalg.Qr(rows < columns ? normal.T : normal);
        q = q * r.Diagonal().Sign();
        return tensor.Copy_((rows < columns ? q.T : q).Reshape(tensor.Shape)).Mul_(gain);
    }

    /// <summary>Normal numbers, of which a part of each column is 0. PyTorch: <c>init.sparse_</c>.</summary>
    /// <param name="tensor">A matrix.</param>
    /// <param name="sparsity">The part of each column that is 0.</param>
    /// <param name="std">The deviation of the others.</param>
    /// <param name="generator">The source of random numbers; null is the default one.</param>
    /// <exception cref="ShapeMismatchException">Not two dimensions.</exception>
    public static Tensor Sparse_(Tensor tensor, double sparsity, double std = 0.01, Generator? generator = null)
    {
        Need(tensor, tensor.Dim == 2, "sparse_", "two dimensions");
        using var noGrad = Torch.NoGrad();
        long rows = tensor.Size(0), zeros = (long)Math.Ceiling(sparsity * rows);
        tensor.Normal_(0, std, generator);
        for (long column = 0; column < tensor.Size(1); column++)
            tensor[Torch.RandPerm(rows, generator: generator)[..(int)zeros], column] = 0;
        return tensor;
    }

    /// <summary>Normal numbers from [<paramref name="a"/>, <paramref name="b"/>]: the inverse of their distribution function at
    /// uniform ones. PyTorch: <c>init.trunc_normal_</c>.</summary>
    public static Tensor TruncNormal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
    {
        using var noGrad = Torch.NoGrad();
        double from = Distribution((a - mean) / std), to = Distribution((b - mean) / std);
        tensor.Uniform_(2 * from - 1, 2 * to - 1, generator).Erfinv_();
        return tensor.Mul_(std * Math.Sqrt(2)).Add_(mean).Clamp_(a, b);

        static double Distribution(double x) => (1 + Torch.Tensor([x / Math.Sqrt(2)]).Erf().Item<double>()) / 2;
    }

    static void Need(Tensor tensor, bool fits, string init, string what)
    {
        if (!fits)
            throw new ShapeMismatchException($"[{init}] {tensor.Shape}: it needs {what}");
    }
}
