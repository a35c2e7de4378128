using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Binding;

/// <summary>How a call is made: by name, but for what has no namesake in C#.</summary>
static class Bindings
{
    /// <summary>Python's operators with self on the right. They are C#'s operators with the operands changed.</summary>
    static readonly Dictionary<string, string> Reversed = new()
    {
        ["__radd__"] = "op_Addition",
        ["__rsub__"] = "op_Subtraction",
        ["__rmul__"] = "op_Multiply",
        ["__rdiv__"] = "op_Division",
        ["__rtruediv__"] = "op_Division",
        ["__rmod__"] = "op_Modulus",
        ["__rand__"] = "op_BitwiseAnd",
        ["__ror__"] = "op_BitwiseOr",
        ["__rxor__"] = "op_ExclusiveOr",
        ["__rmatmul__"] = "matmul",
        ["__rpow__"] = "pow",
        ["__rfloordiv__"] = "floor_divide",
    };

    /// <summary>Conversions by dtype, where C# has only <c>To</c>.</summary>
    static readonly Dictionary<string, Dtype> Conversions = new()
    {
        ["bool"] = Dtype.Bool,
        ["byte"] = Dtype.UInt8,
        ["char"] = Dtype.Int8,
        ["short"] = Dtype.Int16,
        ["int"] = Dtype.Int32,
        ["long"] = Dtype.Int64,
        ["half"] = Dtype.Float16,
        ["bfloat16"] = Dtype.BFloat16,
        ["float"] = Dtype.Float32,
        ["double"] = Dtype.Float64,
    };

    /// <summary>Named arguments that a method may lack, because they ask for nothing here.</summary>
    public static bool HasNoMeaning(string name, object? value) => name switch
    {
        "memory_format" => true, // results are compared by value: how they lie in memory is ours
        "layout" => true, // there are dense tensors only
        "pin_memory" or "requires_grad" or "non_blocking" or "sparse" or "verbose" => value is false, // off is what is done anyway
        "foreach" or "fused" or "capturable" or "differentiable" => value is false, // how PyTorch computes a step, not what
        "last_epoch" => value is -1L,
        "device" => value is "cpu",
        _ => false,
    };

    /// <summary>Makes the call.</summary>
    /// <exception cref="BindingException">The public API has no such call.</exception>
    public static object? Invoke(string op, Arguments arguments, bool numbersAsTensors)
    {
        if (op == "__getitem__")
            return GetItem.Invoke(arguments);
        if (Reversed.TryGetValue(op, out string? name))
            return InvokeReversed(op, name, arguments, numbersAsTensors);
        if (op == "to")
            arguments = WithoutNonBlocking(arguments);
        IReadOnlyList<Overload> overloads = Surface.Find(op);
        if (overloads.Count == 0 && Conversions.TryGetValue(op, out Dtype dtype) && arguments.Positional is [Tensor self])
            return self.To(dtype);
        (overloads, arguments) = WithIndices(op, overloads, arguments);
        if (overloads.Count == 0)
            throw new BindingException("no binding: the public API has no such name");
        return Binder.Bind(overloads, arguments, numbersAsTensors).Invoke();
    }

    static object? InvokeReversed(string op, string name, Arguments arguments, bool numbersAsTensors)
    {
        if (arguments.Positional is not [Tensor self, var other])
            throw new BindingException($"{op} takes a tensor and what stands left of it", refusedByType: true);
        // Python's __rpow__ makes a constant of what stands on its left, so no gradient goes there.
        if (op == "__rpow__" && other is Tensor constant)
            other = constant.Detach();
        var overloads = name.StartsWith("op_", StringComparison.Ordinal) ? Surface.Operators(name) : Surface.Find(name);
        return Binder.Bind(overloads, arguments with { Positional = [other, self] }, numbersAsTensors).Invoke();
    }

    /// <summary>Copies do not run on while C# does: <c>to</c> has no non_blocking, which PyTorch takes before copy.</summary>
    static Arguments WithoutNonBlocking(Arguments arguments)
    {
        int flag = arguments.Positional.ToList().FindIndex(a => a is bool);
        if (flag < 0)
            return arguments;
        object? copy = flag + 1 < arguments.Positional.Count ? arguments.Positional[flag + 1] : null;
        Arguments rest = arguments with { Positional = [.. arguments.Positional.Take(flag)] };
        return copy is null ? rest : rest.With("copy", copy);
    }

    /// <summary>What a flag decides in Python is another method where it changes the result's type: MaxPool2dWithIndices.</summary>
    static (IReadOnlyList<Overload>, Arguments) WithIndices(string op, IReadOnlyList<Overload> overloads, Arguments arguments)
    {
        if (!op.Contains("max_pool", StringComparison.Ordinal) || overloads.Any(o => o.Slots.Any(s => s.Name == "returnindices")))
            return (overloads, arguments);
        bool adaptive = op.Contains("adaptive", StringComparison.Ordinal) && arguments.Positional.Count == 3;
        object? flag = adaptive ? arguments.Positional[2] : arguments.Named.GetValueOrDefault("return_indices");
        arguments = adaptive ? arguments.Without(2) : arguments.Without("return_indices");
        return (flag is true ? Surface.Find(op + "_with_indices") : overloads, arguments);
    }
}
