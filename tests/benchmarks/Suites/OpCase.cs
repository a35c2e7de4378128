using NativeTorch.Benchmarks.Protocol;

namespace NativeTorch.Benchmarks.Suites;

/// <summary>Cases of one operation, with its inputs in words that every framework reads.</summary>
/// <remarks>Inputs are separated by "; ", each a kind (randn, rand, randint:HIGH, perm, mask), a shape (64x100, or scalar) and what
/// it is turned into, in this order: bfloat16 or float64, t (last two dimensions swapped), image (for frameworks with several
/// layouts), grad (requires a gradient). With "backward" the operation is differentiated too, into fresh gradients, along a random
/// cotangent that is drawn after the inputs.</remarks>
static class OpCase
{
    public const string Separator = "; ", Scalar = "scalar";

    public static Case Of(string name, string op, string inputs, bool backward = false, params (string Name, object Value)[] parameters)
    {
        var all = new Parameters { ["inputs"] = inputs };
        foreach (var (key, value) in parameters)
            all[key] = value;
        if (backward)
            all["backward"] = true;
        return new(name, $"op.{op}", all);
    }
}
