using NativeTorch.Interop;

namespace NativeTorch;

public unsafe partial class Tensor
{
    /// <summary>Fills this tensor with uniform numbers from [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.uniform_</c>.</remarks>
    public Tensor Uniform_(double from = 0, double to = 1, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_uniform_into(self.Handle, from, to, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with normal numbers.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.normal_</c>.</remarks>
    public Tensor Normal_(double mean = 0, double std = 1, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_normal_into(self.Handle, mean, std, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with integers from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.random_</c>.</remarks>
    public Tensor Random_(long low, long high, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_randint_into(self.Handle, low, high, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with integers from [0, <paramref name="high"/>).</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.random_</c>.</remarks>
    public Tensor Random_(long high, Generator? generator = null) => Random_(0, high, generator);

    /// <summary>Fills this tensor with integers from all of the dtype's non-negative range.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.random_</c>.</remarks>
    public Tensor Random_(Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_random_into(self.Handle, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with 1 with probability <paramref name="p"/>, else 0.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.bernoulli_</c>.</remarks>
    public Tensor Bernoulli_(double p = 0.5, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_bernoulli_into(self.Handle, p, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with exponential numbers: the density is <paramref name="lambd"/> e^(-lambd x).</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.exponential_</c>.</remarks>
    public Tensor Exponential_(double lambd = 1, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_exponential_into(self.Handle, lambd, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with numbers of Cauchy's distribution about <paramref name="median"/>, <paramref name="sigma"/> wide.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.cauchy_</c>.</remarks>
    public Tensor Cauchy_(double median = 0, double sigma = 1, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_cauchy_into(self.Handle, median, sigma, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with e to the power of normal numbers.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.log_normal_</c>.</remarks>
    public Tensor LogNormal_(double mean = 1, double std = 2, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_log_normal_into(self.Handle, mean, std, draw.Handle));
        return this;
    }

    /// <summary>Fills this tensor with the number of tries, from 1 on, until one of chance <paramref name="p"/> in (0, 1) succeeds.</summary>
    /// <remarks>PyTorch: <c>torch.Tensor.geometric_</c>.</remarks>
    public Tensor Geometric_(double p, Generator? generator = null)
    {
        using var self = new TensorRef(this);
        using HandleRef draw = Generator.Ref(generator);
        Native.Check(NativeMethods.nt_geometric_into(self.Handle, p, draw.Handle));
        return this;
    }
}
