using System.Globalization;
using System.Linq.Expressions;

namespace NativeTorch.Conformance.Binding;

/// <summary>A function among the values of a case: a lambda, a constructor, a draw.</summary>
sealed record Callable(string Name, Func<Arguments, object?> Call)
{
    /// <summary>The function as a delegate of the given type; null where the type is none.</summary>
    public Delegate? As(Type type)
    {
        if (!typeof(Delegate).IsAssignableFrom(type) || type.GetMethod("Invoke") is not { } signature)
            return null;
        ParameterExpression[] parameters = [.. signature.GetParameters().Select(p => Expression.Parameter(p.ParameterType))];
        Expression call = Expression.Invoke(
            Expression.Constant((Func<object?[], Type, object?>)Run),
            Expression.NewArrayInit(typeof(object), parameters.Select(p => Expression.Convert(p, typeof(object)))),
            Expression.Constant(signature.ReturnType));
        return Expression.Lambda(type, Expression.Convert(call, signature.ReturnType), parameters).Compile();
    }

    object? Run(object?[] values, Type result)
    {
        object? value = Call(new([.. values.Select(v => v is int number ? (long)number : v)], new Dictionary<string, object?>()));
        return value is IConvertible && !result.IsInstanceOfType(value) ? Convert.ChangeType(value, result, CultureInfo.InvariantCulture) : value;
    }
}
