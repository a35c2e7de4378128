using System.Text.Json;
using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>PyTorch's own cases of modules: state, inputs, outputs, gradients of the outputs' sum, and the printed form.</summary>
public class GoldenModules
{
    static readonly Dictionary<string, Func<Module>> modules = new()
    {
        ["Linear(10, 8)"] = () => new Linear(10, 8),
        ["Linear(10, 8, bias=False)"] = () => new Linear(10, 8, bias: false),
        ["Conv2d(4, 5, 3)"] = () => new Conv2d(4, 5, 3),
        ["nn.Conv2d(4,6,3,stride=2,padding=1,bias=False)"] = () => new Conv2d(4, 6, 3, stride: 2, padding: 1, bias: false),
        ["MaxPool2d((3, 3), (2, 2), (1, 1))"] = () => new MaxPool2d((3, 3), (2, 2), (1, 1)),
        ["nn.MaxPool2d(3,stride=2,padding=1)"] = () => new MaxPool2d(3, stride: 2, padding: 1),
        ["nn.MaxPool2d((2,3),ceil_mode=True)"] = () => new MaxPool2d((2, 3), ceilMode: true),
        ["nn.AvgPool2d(3,stride=2,padding=1)"] = () => new AvgPool2d(3, stride: 2, padding: 1),
        ["nn.AvgPool2d((2,3),ceil_mode=True,divisor_override=5)"] = () => new AvgPool2d((2, 3), ceilMode: true, divisorOverride: 5),
        ["ReLU()"] = () => new ReLU(),
        ["Sigmoid()"] = () => new Sigmoid(),
        ["nn.Tanh()"] = () => new Tanh(),
        ["nn.Softmax(dim=1)"] = () => new Softmax(1),
        ["nn.LogSoftmax(dim=1)"] = () => new LogSoftmax(1),
        ["ELU(alpha=2.0)"] = () => new ELU(2),
        ["Hardswish()"] = () => new Hardswish(),
        ["nn.ReLU6()"] = () => new ReLU6(),
        ["nn.LeakyReLU(0.2)"] = () => new LeakyReLU(0.2),
        ["nn.CELU(1.5)"] = () => new CELU(1.5),
        ["nn.SELU()"] = () => new SELU(),
        ["nn.GELU()"] = () => new GELU(),
        ["nn.GELU(approximate='tanh')"] = () => new GELU(GeluApproximation.Tanh),
        ["nn.SiLU()"] = () => new SiLU(),
        ["nn.Mish()"] = () => new Mish(),
        ["nn.Softplus(beta=2.0,threshold=10.0)"] = () => new Softplus(2, 10),
        ["nn.Softsign()"] = () => new Softsign(),
        ["nn.Softshrink(0.3)"] = () => new Softshrink(0.3),
        ["nn.Hardshrink(0.4)"] = () => new Hardshrink(0.4),
        ["nn.Hardtanh(-0.7,0.9)"] = () => new Hardtanh(-0.7, 0.9),
        ["nn.Hardsigmoid()"] = () => new Hardsigmoid(),
        ["nn.LogSigmoid()"] = () => new LogSigmoid(),
        ["nn.Tanhshrink()"] = () => new Tanhshrink(),
        ["nn.Threshold(0.1,20.0)"] = () => new Threshold(0.1, 20),
        ["nn.Softmin(dim=1)"] = () => new Softmin(1),
        ["nn.GLU(dim=1)"] = () => new GLU(1),
        ["nn.PReLU()"] = () => new PReLU(),
        ["nn.PReLU(6)"] = () => new PReLU(6),
        ["nn.Softmax2d()"] = () => new Softmax2d(),
        ["nn.Identity()"] = () => new Identity(),
        ["nn.Flatten()"] = () => new Flatten(),
        ["nn.Flatten(start_dim=1,end_dim=2)"] = () => new Flatten(1, 2),
        ["nn.Dropout(0.0)"] = () => new Dropout(0),
        ["nn.Sequential(OrderedDict([('conv1',nn.Conv2d(1,20,5)),('relu1',nn.ReLU()),('conv2',nn.Conv2d(20,64,5)),('relu2',nn.ReLU())]))"] = () =>
            new Sequential(("conv1", new Conv2d(1, 20, 5)), ("relu1", new ReLU()), ("conv2", new Conv2d(20, 64, 5)), ("relu2", new ReLU())),
        ["nn.MSELoss(reduction='mean')"] = () => new MSELoss(),
        ["nn.MSELoss(reduction='sum')"] = () => new MSELoss(Reduction.Sum),
        ["nn.MSELoss(reduction='none')"] = () => new MSELoss(Reduction.None),
        ["NLLLoss()"] = () => new NLLLoss(),
        ["NLLLoss(reduction='sum')"] = () => new NLLLoss(reduction: Reduction.Sum),
        ["NLLLoss(ignore_index=2)"] = () => new NLLLoss(ignoreIndex: 2),
        ["NLLLoss(weight=W)"] = () => new NLLLoss(Torch.Ones(10)),
        ["NLLLoss(weight=W, ignore_index=-1)"] = () => new NLLLoss(Torch.Ones(10), ignoreIndex: -1),
        ["nn.NLLLoss(reduction='mean',ignore_index=2)"] = () => new NLLLoss(ignoreIndex: 2),
        ["nn.NLLLoss(reduction='sum',ignore_index=2)"] = () => new NLLLoss(ignoreIndex: 2, reduction: Reduction.Sum),
        ["nn.NLLLoss(reduction='none',ignore_index=2)"] = () => new NLLLoss(ignoreIndex: 2, reduction: Reduction.None),
        ["CrossEntropyLoss(reduction='sum')"] = () => new CrossEntropyLoss(reduction: Reduction.Sum),
        ["CrossEntropyLoss(reduction='mean')"] = () => new CrossEntropyLoss(),
        ["CrossEntropyLoss(reduction='mean', label_smoothing=0.5)"] = () => new CrossEntropyLoss(labelSmoothing: 0.5),
        ["CrossEntropyLoss(reduction='none', label_smoothing=0.5)"] = () => new CrossEntropyLoss(reduction: Reduction.None, labelSmoothing: 0.5),
        ["nn.CrossEntropyLoss(reduction='mean')"] = () => new CrossEntropyLoss(),
        ["nn.CrossEntropyLoss(reduction='sum')"] = () => new CrossEntropyLoss(reduction: Reduction.Sum),
        ["nn.CrossEntropyLoss(reduction='none')"] = () => new CrossEntropyLoss(reduction: Reduction.None),
        ["nn.CrossEntropyLoss(reduction='mean',label_smoothing=0.1)"] = () => new CrossEntropyLoss(labelSmoothing: 0.1),
        ["nn.CrossEntropyLoss(reduction='sum',label_smoothing=0.1)"] = () => new CrossEntropyLoss(reduction: Reduction.Sum, labelSmoothing: 0.1),
        ["nn.CrossEntropyLoss(reduction='none',label_smoothing=0.1)"] = () => new CrossEntropyLoss(reduction: Reduction.None, labelSmoothing: 0.1),
    };

    [SkippableFact]
    public void Modules_are_PyTorchs()
    {
        var tensors = new GoldenTensors(Shared.Find("golden", "modules.safetensors"));
        using var cases = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "modules.json")));
        var failures = new List<string>();
        var seen = new HashSet<string>();
        foreach (JsonElement c in cases.RootElement.EnumerateArray())
        {
            string call = Call(c);
            if (!modules.TryGetValue(call, out Func<Module>? create))
                continue;
            seen.Add(call);
            try
            {
                // PyTorch's derivative of hardsigmoid has 1/6 as a float32 number.
                Check(c, create(), tensors, tolerance: call == "nn.Hardsigmoid()" ? 1e-7 : 1e-9);
            }
            catch (Exception e)
            {
                failures.Add($"{call}: {e.Message}");
            }
        }
        Assert.Empty(failures);
        Assert.Empty(modules.Keys.Except(seen));
    }

    static void Check(JsonElement c, Module module, GoldenTensors tensors, double tolerance)
    {
        module.To(Dtype.Float64).Train(c.GetProperty("training").GetBoolean());
        module.LoadStateDict(c.GetProperty("state").EnumerateObject().ToDictionary(p => p.Name, p => tensors.Get(p.Value)));
        Assert.Equal(c.GetProperty("repr").GetString(), module.ToString());

        Tensor[] inputs =
        [
            .. c.GetProperty("inputs").EnumerateArray().Concat(c.GetProperty("input_kwargs").EnumerateObject().Select(p => p.Value)).Select(tensors.Get),
        ];
        JsonElement grads = c.GetProperty("grads_of_sum");
        Tensor[] wanting = [.. inputs.Where(t => t.Dtype.IsFloatingPoint).Take(grads.GetProperty("inputs").GetArrayLength())];
        foreach (Tensor input in wanting)
            input.RequiresGrad = true;
        Tensor output = Forward(module, inputs);
        Same(tensors.Get(c.GetProperty("out")[0]), output, tolerance);
        output.Sum().Backward();
        SameGradients([.. grads.GetProperty("parameters").EnumerateArray().Select(tensors.Get)], [.. module.Parameters()], tolerance);
        SameGradients([.. grads.GetProperty("inputs").EnumerateArray().Select(tensors.Get)], wanting, tolerance);
    }

    static Tensor Forward(Module module, Tensor[] inputs) => module switch
    {
        ILayer layer => layer.Forward(inputs[0]),
        MSELoss loss => loss.Forward(inputs[0], inputs[1]),
        NLLLoss loss => loss.Forward(inputs[0], inputs[1]),
        CrossEntropyLoss loss => loss.Forward(inputs[0], inputs[1]),
        _ => throw new NotSupportedException(module.GetType().Name),
    };

    static void SameGradients(Tensor[] expected, Tensor[] leaves, double tolerance)
    {
        Assert.Equal(expected.Length, leaves.Length);
        foreach ((Tensor gradient, Tensor leaf) in expected.Zip(leaves))
            Same(gradient, leaf.Grad, tolerance);
    }

    static void Same(Tensor expected, Tensor actual, double tolerance) =>
        Close.To(expected.To(Dtype.Float64).ToArray<double>(), expected.Shape.ToArray(), actual, tolerance);

    /// <summary>The case's constructor as text; a tensor among the arguments is W.</summary>
    static string Call(JsonElement c)
    {
        if (c.TryGetProperty("call", out JsonElement call))
            return call.GetString()!;
        IEnumerable<string> arguments = c.GetProperty("args").EnumerateArray().Select(Text)
            .Concat(c.GetProperty("kwargs").EnumerateObject().OrderBy(p => Order(p.Name)).Select(p => $"{p.Name}={Text(p.Value)}"));
        return $"{c.GetProperty("module").GetString()}({string.Join(", ", arguments)})";

        static int Order(string name) => name == "weight" ? 0 : name == "reduction" ? 1 : 2;
    }

    static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"'{value.GetString()}'",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Object when value.TryGetProperty("tuple", out JsonElement tuple) => $"({string.Join(", ", tuple.EnumerateArray().Select(Text))})",
        JsonValueKind.Object => "W",
        _ => value.ToString(),
    };
}
