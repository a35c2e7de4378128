using System.Text.Json;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>State dicts of optimizers: PyTorch's structure, and training that goes on to the last bit.</summary>
public class OptimizerStateTests
{
    static readonly JsonElement[] rows =
    [
        .. JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "golden", "optimizers32.json")))
            .RootElement.EnumerateArray(),
        .. JsonDocument.Parse("""
            [{"optimizer": "LBFGS", "options": {"lr": 0.1, "max_iter": 3}},
             {"optimizer": "LBFGS", "options": {"max_iter": 4, "line_search_fn": "strong_wolfe"}}]
            """).RootElement.EnumerateArray(),
    ];

    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, rows.Length)];

    static Tensor[] Parameters(Dtype dtype = Dtype.Float32) =>
    [
        Torch.Linspace(-1, 1, 12, dtype).Reshape(4, 3).RequiresGrad_(),
        Torch.Linspace(0.5, 2, 3, dtype).RequiresGrad_(),
    ];

    static Tensor[] Copies(Tensor[] parameters) => [.. parameters.Select(p => p.Detach().Clone().RequiresGrad_())];

    static void Train(Optimizer optimizer, Tensor[] p, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            using var scope = new TensorScope();
            optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                Tensor loss = (p[0].Square() * p[1].Sin()).Sum() + (p[0] * 0.3).Cos().Sum() + p[1].Square().Sum();
                loss.Backward();
                return loss;
            });
        }
    }

    static void Equal(Tensor[] expected, Tensor[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Detach().ToArray<float>(), pair.Second.Detach().ToArray<float>()));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Training_goes_on_to_the_last_bit(int row)
    {
        Tensor[] whole = Parameters(), first = Parameters();
        Train(OptimizerCase.Create(rows[row], whole), whole, 10);

        Optimizer before = OptimizerCase.Create(rows[row], first);
        Train(before, first, 5);
        Tensor[] second = Copies(first);
        // What is restored is the options too.
        Optimizer after = OptimizerCase.Create(JsonDocument.Parse($$"""
            {"optimizer": "{{rows[row].GetProperty("optimizer").GetString()}}", "options": {"lr": 0.123} }
            """).RootElement, second);
        after.LoadStateDict(before.StateDict());
        Train(before, first, 1); // its state is its own
        Train(after, second, 5);
        Equal(whole, second);
    }

    [Fact]
    public void It_has_PyTorchs_structure()
    {
        Tensor[] p = Parameters();
        var optimizer = new Adam([p[0]], lr: 0.1, amsgrad: true);
        optimizer.AddParameterGroup([p[1]], lr: 0.2);
        Assert.Empty(optimizer.StateDict().State);
        Train(optimizer, p, 2);
        OptimizerState state = optimizer.StateDict();
        Assert.Equal([0, 1], state.State.Keys);
        Assert.Equal(["step", "exp_avg", "exp_avg_sq", "max_exp_avg_sq"], state.State[1].Keys);
        Tensor step = state.State[1].Get<Tensor>("step");
        Assert.Equal((Dtype.Float32, 0, 2f), (step.Dtype, step.Dim, step.Item<float>()));
        Assert.Equal(p[1].Shape, state.State[1].Get<Tensor>("exp_avg").Shape);
        StateDictionary group = state.ParamGroups[1];
        Assert.Equal(["amsgrad", "betas", "eps", "lr", "maximize", "params", "weight_decay"], group.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((0.2, (0.9, 0.999), true), (group["lr"], group["betas"], group["amsgrad"]));
        Assert.Equal([1L], Assert.IsType<object?[]>(group["params"]));

        var sgd = new SGD(Parameters(), lr: 0.1);
        sgd.Step();
        Assert.Empty(sgd.StateDict().State);
        var rmsprop = new RMSprop(p);
        Train(rmsprop, p, 3);
        Assert.Equal(3L, rmsprop.StateDict().State[0]["step"]);
        Assert.Equal(["step", "square_avg"], rmsprop.StateDict().State[0].Keys);
    }

    [Fact]
    public void What_PyTorch_writes_is_read()
    {
        Tensor[] p = Parameters(Dtype.Float64);
        var optimizer = new AdamW(p);
        var ones = new StateDictionary(
            [new("step", 4), new("exp_avg", Torch.Ones([4, 3])), new("exp_avg_sq", Torch.Ones([3, 4]).T)]);
        optimizer.LoadStateDict(new(new Dictionary<int, StateDictionary> { [7] = ones }, [new(
        [
            new("lr", 1), new("betas", new object[] { 0.5, 0.6 }), new("eps", 1e-3f), new("weight_decay", 0.25), new("amsgrad", false),
            new("foreach", null), new("maximize", true), new("capturable", false), new("initial_lr", 3.0), new("params", new[] { 7, 9 }),
        ])]));
        AdamGroup group = optimizer.ParameterGroups[0];
        Assert.Equal((1.0, (0.5, 0.6), 0.25, true, 3.0), (group.Lr, group.Betas, group.WeightDecay, group.Maximize, group.InitialLr));
        StateDictionary kept = Assert.Single(optimizer.StateDict().State).Value;
        Assert.Equal(Dtype.Float64, kept.Get<Tensor>("exp_avg").Dtype);
        Assert.Equal(4, kept.Get<long>("step"));
        Train(optimizer, p, 1);
        Assert.Equal((5L, 1L), (optimizer.StateDict().State[0].Get<long>("step"), optimizer.StateDict().State[1].Get<long>("step")));

        var sgd = new SGD(p, momentum: 0.5); // without momentum PyTorch 1.13 has null for the buffer
        sgd.LoadStateDict(new(new Dictionary<int, StateDictionary> { [0] = new([new("momentum_buffer", null)]) },
            sgd.StateDict().ParamGroups));
        Assert.Empty(sgd.StateDict().State);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_changes_nothing()
    {
        Tensor[] p = Parameters();
        var optimizer = new Adam(p, lr: 0.5);
        Train(optimizer, p, 1);
        OptimizerState good = optimizer.StateDict();
        OptimizerState With(string name, object? value) => new(good.State,
            [new(good.ParamGroups[0].Where(v => v.Key != name).Append(new(name, value)))]);
        OptimizerState Keeping(string name, object? value) => new(new Dictionary<int, StateDictionary>
        {
            [0] = new(good.State[0].Where(v => v.Key != name).Append(new(name, value))),
        }, With("lr", 0.25).ParamGroups);
        Assert.Contains("2 parameter groups", Assert.Throws<ArgumentException>(() =>
            optimizer.LoadStateDict(new(good.State, [good.ParamGroups[0], good.ParamGroups[0]]))).Message);
        Assert.Contains("1 parameters", Assert.Throws<ArgumentException>(() =>
            optimizer.LoadStateDict(With("params", new[] { 0 }))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LoadStateDict(With("lr", -1.0)));
        Assert.Contains("eps", Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(With("eps", "small"))).Message);
        Assert.Throws<ShapeMismatchException>(() => optimizer.LoadStateDict(Keeping("exp_avg", Torch.Ones(3))));
        Assert.Contains("momentum_buffer", Assert.Throws<ArgumentException>(() =>
            optimizer.LoadStateDict(Keeping("momentum_buffer", 1))).Message);
        Assert.Throws<ArgumentException>(() =>
            optimizer.LoadStateDict(new(new Dictionary<int, StateDictionary> { [1] = new([]) }, good.ParamGroups)));
        Assert.Throws<ArgumentException>(() => new StateDictionary([new("x", new object())]));
        Assert.Equal(0.5, optimizer.ParameterGroups[0].Lr);
        Assert.Equal(1, optimizer.StateDict().State[1].Get<long>("step"));
    }
}
