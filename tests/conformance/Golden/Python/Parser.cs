using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Golden.Python;

/// <summary>Reads one expression: <c>nn.Sequential(OrderedDict([('fc', nn.Linear(3, 4))]))</c>, <c>lambda e: 0.9 ** e</c>.</summary>
sealed class Parser
{
    readonly string source;
    readonly List<Token> tokens;
    int next;

    Parser(string source) => (this.source, tokens) = (source, Lexer.Tokens(source));

    /// <summary>The expression that the text is.</summary>
    /// <exception cref="MalformedCaseException">It is none of this grammar.</exception>
    public static Expression Parse(string source)
    {
        var parser = new Parser(source);
        Expression result = parser.Expression();
        return parser.Peek.Kind == TokenKind.End ? result : throw parser.Unexpected();
    }

    Token Peek => tokens[next];

    bool Take(string text)
    {
        if (Peek.Kind is not (TokenKind.Operator or TokenKind.Name) || Peek.Text != text)
            return false;
        next++;
        return true;
    }

    void Expect(string text)
    {
        if (!Take(text))
            throw Unexpected();
    }

    string Word() => Peek.Kind == TokenKind.Name ? tokens[next++].Text : throw Unexpected();

    MalformedCaseException Unexpected() => new($"'{Peek.Text}' is not expected in {source}");

    Expression Expression()
    {
        if (!Take("lambda"))
            return Sum();
        string? parameter = Peek.Text == ":" ? null : Word();
        Expect(":");
        return new Lambda(parameter, Expression());
    }

    Expression Sum() => Chain(Product, "+", "-");

    Expression Product() => Chain(Factor, "*", "/", "//", "%");

    Expression Chain(Func<Expression> operand, params string[] operators)
    {
        Expression left = operand();
        while (operators.FirstOrDefault(Take) is { } op)
            left = new Binary(op, left, operand());
        return left;
    }

    /// <summary>The power binds more than a sign before it, and less than one behind it.</summary>
    Expression Factor()
    {
        if (Take("-"))
            return new Negative(Factor());
        Expression left = Postfix();
        return Take("**") ? new Binary("**", left, Factor()) : left;
    }

    Expression Postfix()
    {
        Expression result = Atom();
        while (true)
        {
            if (Take("."))
                result = new Member(result, Word());
            else if (Take("("))
                result = Arguments(result);
            else if (Take("["))
                result = Index(result);
            else
                return result;
        }
    }

    Call Arguments(Expression function)
    {
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        while (!Take(")"))
        {
            if (Peek.Kind == TokenKind.Name && tokens[next + 1].Text == "=")
            {
                string name = Word();
                Expect("=");
                named.Add((name, Expression()));
            }
            else
            {
                positional.Add(Expression());
            }
            if (!Take(",") && Peek.Text != ")")
                throw Unexpected();
        }
        return new(function, positional, named);
    }

    Subscript Index(Expression of)
    {
        var items = new List<Expression>();
        do
            items.Add(SliceOrIndex());
        while (Take(","));
        Expect("]");
        return new(of, items.Count == 1 ? items[0] : new Sequence(items, IsTuple: true));
    }

    Expression SliceOrIndex()
    {
        Expression? start = Peek.Text == ":" ? null : Expression();
        if (!Take(":"))
            return start!;
        Expression? stop = Peek.Text is ":" or "]" or "," ? null : Expression();
        Expression? step = Take(":") && Peek.Text is not ("]" or ",") ? Expression() : null;
        return new Slice(start, stop, step);
    }

    Expression Atom()
    {
        Token token = Peek;
        if (token.Kind is TokenKind.Number or TokenKind.Text)
        {
            next++;
            return new Constant(token.Value);
        }
        if (Take("("))
            return Parenthesis();
        if (Take("["))
            return new Sequence(Items("]").Items, IsTuple: false);
        return Word() switch
        {
            "None" => new Constant(null),
            "True" => new Constant(true),
            "False" => new Constant(false),
            var name => new Name(name),
        };
    }

    /// <summary>A tuple where there is a comma, else what is in the parentheses.</summary>
    Expression Parenthesis()
    {
        var (items, comma) = Items(")");
        return items.Count == 1 && !comma ? items[0] : new Sequence(items, IsTuple: true);
    }

    (List<Expression> Items, bool Comma) Items(string end)
    {
        var items = new List<Expression>();
        bool comma = false;
        while (!Take(end))
        {
            items.Add(Expression());
            if (Take(","))
                comma = true;
            else if (Peek.Text != end)
                throw Unexpected();
        }
        return (items, comma);
    }
}
