using System.Reflection;
using System.Runtime.CompilerServices;

namespace NativeTorch.Conformance.Binding;

/// <summary>One method, property or constructor of the library's public surface that a case may be bound to.</summary>
sealed class Overload
{
    static readonly NullabilityInfoContext Nullability = new();
    Func<object?[], object?>? invoke;

    public Overload(MethodBase method)
    {
        Method = method;
        var parameters = method.GetParameters().Select(Slot.Of).ToList();
        if (method is MethodInfo { IsStatic: false })
            parameters.Insert(0, new("self", method.DeclaringType!, false, null, false, false));
        Slots = [.. parameters];
    }

    public MethodBase Method { get; }

    /// <summary>What it takes, self first where it is a method of an object.</summary>
    public Slot[] Slots { get; }

    public object? Invoke(object?[] arguments) => (invoke ??= Invoker.Compile(this))(arguments);

    public override string ToString() => $"{Method.DeclaringType?.Name}.{Method.Name}({string.Join(", ",
        Method.GetParameters().Select(p => $"{TypeNames.Short(p.ParameterType)} {p.Name}"))})";

    /// <summary>One parameter.</summary>
    internal sealed record Slot(string Name, Type Type, bool IsOptional, object? Default, bool TakesNull, bool IsParams)
    {
        public static Slot Of(ParameterInfo parameter) => new(
            Names.Bare(parameter.Name ?? ""),
            parameter.ParameterType,
            parameter.HasDefaultValue,
            parameter.HasDefaultValue ? Defaults.Of(parameter) : null,
            Nullable.GetUnderlyingType(parameter.ParameterType) is not null
                || !parameter.ParameterType.IsValueType && IsNullable(parameter),
            parameter.IsDefined(typeof(ParamCollectionAttribute)) || parameter.IsDefined(typeof(ParamArrayAttribute)));

        static bool IsNullable(ParameterInfo parameter)
        {
            lock (Nullability)
                return Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        }
    }

    static class Defaults
    {
        /// <summary>The default as the stub takes it: null for a span, a boxed enum for an enum's number.</summary>
        public static object? Of(ParameterInfo parameter)
        {
            Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            object? value = parameter.DefaultValue;
            return type.IsByRefLike || value is null && !type.IsValueType ? null
                : value is null ? (type == parameter.ParameterType ? Activator.CreateInstance(type) : null)
                : type.IsEnum ? Enum.ToObject(type, value)
                : value;
        }
    }
}
