using System.Reflection;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Golden.Python;
using NativeTorch.NN;
using NativeTorch.Optim;
using Binder = NativeTorch.Conformance.Binding.Binder;
using Module = NativeTorch.NN.Module;

namespace NativeTorch.Conformance.Golden;

/// <summary>The names of golden files' expressions: torch, nn, F, S, math and what a row adds.</summary>
static class Scopes
{
    static readonly Dictionary<string, IReadOnlyList<Overload>> Constructors = [];

    static readonly Namespace Math = new("math", name => name switch
    {
        "sqrt" => Function(name, System.Math.Sqrt),
        "exp" => Function(name, System.Math.Exp),
        "log" => Function(name, System.Math.Log),
        "cos" => Function(name, System.Math.Cos),
        "sin" => Function(name, System.Math.Sin),
        "pi" => System.Math.PI,
        "inf" => double.PositiveInfinity,
        "nan" => double.NaN,
        _ => throw new MalformedCaseException($"math has no {name} here"),
    });

    static readonly Namespace Functional = new("F", name => Op("nn.functional." + name));

    static readonly Namespace Schedulers = new("S", name => Constructor("NativeTorch.Optim", name));

    static readonly Namespace Optimizers = new("optim", name => name == "lr_scheduler" ? Schedulers : Constructor("NativeTorch.Optim", name));

    static readonly Namespace Nn = new("nn", name => name switch
    {
        "functional" => Functional,
        "init" => new Namespace("init", Initialiser),
        _ => new Callable(name, arguments => Modules.Create(name, arguments)),
    });

    static readonly Namespace TorchNames = new("torch", name => name switch
    {
        "nn" => Nn,
        "optim" => Optimizers,
        "inf" => double.PositiveInfinity,
        "nan" => double.NaN,
        "pi" => System.Math.PI,
        "tensor" => new Callable(name, arguments => MakeTensor(arguments)),
        _ when DtypeOf(name) is { } dtype => dtype,
        _ => Op(name),
    });

    /// <summary>The scope with the given local names; those that are nowhere are looked up with <paramref name="otherwise"/>.</summary>
    public static Scope With(IReadOnlyDictionary<string, object?> locals, Func<string, object?>? otherwise = null) => new(name =>
        locals.TryGetValue(name, out object? value) ? value : name switch
        {
            "torch" => TorchNames,
            "nn" => Nn,
            "F" => Functional,
            "S" => Schedulers,
            "optim" => Optimizers,
            "math" => Math,
            "OrderedDict" or "list" or "tuple" => new Callable(name, arguments => arguments.Positional[0]),
            _ => otherwise is null ? throw new MalformedCaseException($"{name} is unknown here") : otherwise(name),
        });

    /// <summary>A function of nn.init.</summary>
    public static Callable Initialiser(string name) => new(name, arguments => Binder.Bind(
        [.. typeof(Init).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => Names.Normalize(m.Name) == Names.Normalize(name)).Select(m => new Overload(m))],
        arguments, numbersAsTensors: false).Invoke());

    /// <summary>A function of torch.</summary>
    public static Callable Op(string name) => new(name, arguments => Bindings.Invoke(name, arguments, numbersAsTensors: false));

    /// <summary>A class of a namespace of the library, by PyTorch's name.</summary>
    public static Callable Constructor(string space, string name) => new(name, arguments => Construct(space, name, arguments));

    /// <summary>Makes an object with the constructor that fits.</summary>
    /// <exception cref="BindingException">There is no such class, or none of its constructors fits.</exception>
    public static object Construct(string space, string name, Arguments arguments)
    {
        string key = $"{space}.{name}";
        if (!Constructors.TryGetValue(key, out var overloads))
            Constructors[key] = overloads = [.. typeof(Module).Assembly.GetExportedTypes()
                .Where(t => t.Namespace == space && t.Name == name && !t.IsAbstract).SelectMany(t => t.GetConstructors()).Select(c => new Overload(c))];
        return overloads.Count == 0
            ? throw new BindingException($"no binding: there is no {key}")
            : Binder.Bind(overloads, arguments, numbersAsTensors: false).Invoke()!;
    }

    public static Dtype? DtypeOf(string name) =>
        Enum.GetValues<Dtype>().Where(d => d.TorchName == "torch." + name || d.TorchName == name).Select(d => (Dtype?)d).FirstOrDefault();

    static Callable Function(string name, Func<double, double> function) =>
        new(name, arguments => function(Convert.ToDouble(arguments.Positional[0], System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>torch.tensor of nested lists of numbers: float32 where one has a point, else int64.</summary>
    static Tensor MakeTensor(Arguments arguments)
    {
        var (values, shape) = Flatten(arguments.Positional[0]);
        Dtype dtype = arguments.Named.GetValueOrDefault("dtype") as Dtype?
            ?? (values.Any(v => v is double) ? Dtype.Float32 : values.Length > 0 && values.All(v => v is bool) ? Dtype.Bool : Dtype.Int64);
        double[] numbers = Array.ConvertAll(values, v => Convert.ToDouble(v, System.Globalization.CultureInfo.InvariantCulture));
        return Torch.Tensor(numbers).Reshape(shape).To(dtype);
    }

    static (object[] Values, long[] Shape) Flatten(object? value)
    {
        if (value is not ListValue list)
            return ([value ?? throw new MalformedCaseException("None in a tensor")], []);
        var parts = list.Items.Select(Flatten).ToArray();
        return ([.. parts.SelectMany(p => p.Values)], [list.Items.Length, .. parts.FirstOrDefault((Values: [], Shape: [])).Shape]);
    }
}
