using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden.Python;

/// <summary>An expression of Python's grammar, as far as constructors, draws and small lambdas need it.</summary>
abstract record Expression
{
    public abstract object? Evaluate(Scope scope);
}

sealed record Constant(object? Value) : Expression
{
    public override object? Evaluate(Scope scope) => Value;
}

sealed record Name(string Word) : Expression
{
    public override object? Evaluate(Scope scope) => scope[Word];
}

sealed record Sequence(IReadOnlyList<Expression> Items, bool IsTuple) : Expression
{
    public override object Evaluate(Scope scope) => new ListValue([.. Items.Select(item => item.Evaluate(scope))], IsTuple);
}

sealed record Lambda(string? Parameter, Expression Body) : Expression
{
    public override object Evaluate(Scope scope) => new Callable("lambda", arguments =>
        Body.Evaluate(Parameter is null ? scope : scope.With(Parameter, arguments.Positional[0])));
}

sealed record Member(Expression Of, string Word) : Expression
{
    public override object? Evaluate(Scope scope) => Of.Evaluate(scope) switch
    {
        Namespace names => names.Member(Word),
        Tensor self => new Callable(Word, arguments =>
            Bindings.Invoke(Word, arguments with { Positional = [self, .. arguments.Positional] }, numbersAsTensors: false)),
        var other => throw new MalformedCaseException($"{Describe.Value(other)} has no {Word}"),
    };
}

sealed record Call(Expression Function, IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named) : Expression
{
    public override object? Evaluate(Scope scope) => Function.Evaluate(scope) is Callable function
        ? function.Call(new([.. Positional.Select(a => a.Evaluate(scope))], Named.ToDictionary(a => a.Name, a => a.Value.Evaluate(scope))))
        : throw new MalformedCaseException("what is called is no function");
}

sealed record Subscript(Expression Of, Expression Index) : Expression
{
    public override object? Evaluate(Scope scope) => Bindings.Invoke("__getitem__",
        new([Of.Evaluate(scope), Index.Evaluate(scope)], new Dictionary<string, object?>()), numbersAsTensors: false);
}

sealed record Slice(Expression? Start, Expression? Stop, Expression? Step) : Expression
{
    public override object Evaluate(Scope scope) => new SliceValue((long?)Start?.Evaluate(scope), (long?)Stop?.Evaluate(scope), (long?)Step?.Evaluate(scope));
}

/// <summary>Arithmetic of numbers and of tensors.</summary>
sealed record Binary(string Operator, Expression Left, Expression Right) : Expression
{
    public override object Evaluate(Scope scope) => (Left.Evaluate(scope), Right.Evaluate(scope)) switch
    {
        (long a, long b) when Operator == "**" && b >= 0 => (object)Power(a, b),
        (long a, long b) when Operator is not ("/" or "**") => Integers(a, b),
        (Tensor a, Tensor b) => Tensors(a, b),
        (Tensor a, var b) => Tensors(a, Number(b)),
        (var a, Tensor b) => Tensors(Number(a), b),
        var (a, b) => Numbers(Number(a), Number(b)),
    };

    long Integers(long a, long b) => Operator switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "//" => (long)Math.Floor((double)a / b),
        _ => a - b * (long)Math.Floor((double)a / b),
    };

    double Numbers(double a, double b) => Operator switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "**" => Math.Pow(a, b),
        "//" => Math.Floor(a / b),
        _ => a - b * Math.Floor(a / b),
    };

    Tensor Tensors(Tensor a, Tensor b) => Operator switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "**" => a.Pow(b),
        _ => throw new MalformedCaseException($"{Operator} between tensors"),
    };

    static long Power(long a, long b)
    {
        long result = 1;
        for (long i = 0; i < b; i++)
            result = checked(result * a);
        return result;
    }

    static double Number(object? value) => value switch
    {
        long number => number,
        double number => number,
        bool number => number ? 1 : 0,
        _ => throw new MalformedCaseException($"{Describe.Value(value)} is no number"),
    };
}

sealed record Negative(Expression Of) : Expression
{
    public override object Evaluate(Scope scope) => Of.Evaluate(scope) switch
    {
        long number => -number,
        double number => -number,
        Tensor tensor => -tensor,
        var other => throw new MalformedCaseException($"-{Describe.Value(other)}"),
    };
}
