using System.Reflection;
using NativeTorch.Conformance.Cases;
using NativeTorch.NN;

namespace NativeTorch.Conformance.Binding;

/// <summary>Turns a value of a case into what a parameter takes, and says how far it had to go.</summary>
/// <param name="numbersAsTensors">Whether a plain number may stand for a tensor, as C#'s implicit conversion has it and
/// PyTorch's parser has it for some functions only.</param>
sealed class Conversion(bool numbersAsTensors)
{
    const int Exact = 0, Widened = 1, Loose = 8, Last = 40;

    /// <summary>What an enum gets for a word that it does not have: the op must refuse it.</summary>
    const int UnknownMember = 1_000_003;

    /// <summary>Converts, or returns null. A converted null is a result with no value.</summary>
    public Converted? To(Type type, object? value, bool takesNull = false)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return value is null ? new(null, Exact) : To(inner, value) ?? (value is ListValue { Items: [] } ? new(null, Loose) : null);
        if (value is null)
            return takesNull ? new(null, Exact) : type.IsByRefLike ? new(null, Loose) : null;
        if (type.IsInstanceOfType(value))
            return new(value, Exact);
        return type == typeof(Tensor) ? Tensor(value)
            : type == typeof(Scalar) ? Scalar(value)
            : type == typeof(double) || type == typeof(float) ? Floating(type, value)
            : type == typeof(long) || type == typeof(int) ? Integer(type, value)
            : type.IsEnum ? Enumeration(type, value)
            : value is Callable callable ? callable.As(type) is { } function ? new(function, Exact) : null
            : type == typeof(Func<Tensor, Tensor>) ? Function(value)
            : type == typeof(Device) ? DeviceOf(value)
            : type == typeof(TensorIndex) && value is SliceValue or EllipsisValue ? new(Index(value), Exact)
            : Sequences.ElementOf(type) is { } element ? Sequence(type, element, value)
            : Sequences.IsTuple(type) ? Tuple(type, value)
            : Implicit(type, value);
    }

    Converted? Tensor(object value) => !numbersAsTensors ? null : value switch
    {
        long number => new((Tensor)number, Last),
        double number => new((Tensor)number, Last),
        bool number => new((Tensor)number, Last),
        _ => null,
    };

    static Converted? Scalar(object value) => value switch
    {
        long number => new((Scalar)number, Widened),
        double number => new((Scalar)number, Widened),
        bool number => new((Scalar)number, Widened),
        Tensor { Dim: 0, RequiresGrad: false } tensor => new(tensor.Item(), Loose),
        _ => null,
    };

    static Converted? Floating(Type type, object value) => value switch
    {
        double number => new(Convert.ChangeType(number, type), Exact),
        long number => new(Convert.ChangeType(number, type), Widened + 1),
        bool number => new(Convert.ChangeType(number, type), Loose),
        Tensor { Dim: 0, RequiresGrad: false } tensor => new(Convert.ChangeType(tensor.Item().ToDouble(), type), Loose),
        _ => null,
    };

    static Converted? Integer(Type type, object value) => value switch
    {
        long number when type == typeof(long) => new(number, Exact),
        long number when number is >= int.MinValue and <= int.MaxValue => new((int)number, Widened),
        bool number => new(Convert.ChangeType(number ? 1 : 0, type), Loose),
        Tensor { Dim: 0, Dtype.IsFloatingPoint: false } tensor => new(Convert.ChangeType(tensor.Item().ToInt64(), type), Loose),
        ListValue { IsTuple: true, Items: [long only] } => Integer(type, only) is { } one ? one with { Cost = Loose } : null,
        _ => null,
    };

    static Converted? Enumeration(Type type, object value) => value switch
    {
        string word => Enum.GetNames(type).FirstOrDefault(name => Names.Bare(name) == Names.Bare(word)) is { } name
            ? new(Enum.Parse(type, name), Exact)
            : new(Enum.ToObject(type, UnknownMember), Last),
        long number when type != typeof(Dtype) => new(Enum.ToObject(type, number), Loose),
        _ => null,
    };

    /// <summary>A module's forward, or what nn.functional has under a word, as a Transformer's activation is given.</summary>
    static Converted? Function(object value) => value switch
    {
        ILayer layer => new((Func<Tensor, Tensor>)layer.Forward, Exact),
        string word => new(new Callable(word, arguments => Bindings.Invoke("nn.functional." + word, arguments, numbersAsTensors: false))
            .As(typeof(Func<Tensor, Tensor>)), Exact),
        _ => null,
    };

    static Converted? DeviceOf(object value) => value switch
    {
        "cpu" => new(Device.Cpu, Exact),
        string name when name.StartsWith("cuda", StringComparison.Ordinal) => new(Device.Cuda(), Exact),
        _ => null,
    };

    static TensorIndex Index(object value) => value is SliceValue slice
        ? TensorIndex.Slice(slice.Start, slice.Stop, slice.Step ?? 1)
        : TensorIndex.Ellipsis;

    /// <summary>A list, or a single element in its place, as PyTorch takes them.</summary>
    Converted? Sequence(Type type, Type element, object value)
    {
        if (value is Tensor && element == typeof(Tensor))
            return null; // a tensor is no list of tensors, neither in PyTorch nor in C#
        object?[] items = value is ListValue list ? list.Items : [value];
        int cost = value is ListValue ? Exact : Loose - 2;
        var array = Array.CreateInstance(element, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            if (To(element, items[i], takesNull: !element.IsValueType) is not { } item)
                return null;
            array.SetValue(item.Value, i);
            cost += item.Cost;
        }
        return new(Sequences.Make(type, array), cost);
    }

    Converted? Tuple(Type type, object value)
    {
        Type[] parts = type.GetGenericArguments();
        if (value is not ListValue list || list.Items.Length != parts.Length)
            return null;
        var items = parts.Select((part, i) => To(part, list.Items[i])).ToArray();
        return items.Any(item => item is null)
            ? null
            : new(Activator.CreateInstance(type, [.. items.Select(item => item!.Value)]), items.Sum(item => item!.Cost));
    }

    /// <summary>Through a conversion that the type itself offers; a list of one stands for its element.</summary>
    Converted? Implicit(Type type, object value)
    {
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (method.Name != "op_Implicit" || method.ReturnType != type)
                continue;
            Type from = method.GetParameters()[0].ParameterType;
            if (from != type && !from.IsByRefLike && To(from, value) is { } inner)
                return new(method.Invoke(null, [inner.Value]), inner.Cost + Widened);
        }
        return value is ListValue { Items: [{ } only] } ? To(type, only) : null;
    }

    /// <summary>The object that the parameter takes, and how far it is from the value: 0 for the same.</summary>
    internal sealed record Converted(object? Value, int Cost);
}
