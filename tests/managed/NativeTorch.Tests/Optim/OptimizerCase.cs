using System.Text.Json;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Optimizers from the rows of golden files.</summary>
static class OptimizerCase
{
    public static Optimizer Create(JsonElement row, params Tensor[] parameters)
    {
        JsonElement options = row.GetProperty("options");
        double Number(string name, double otherwise) => options.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
        bool Flag(string name) => options.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
        (double, double)? Pair(string name) =>
            options.TryGetProperty(name, out JsonElement pair) ? (pair[0].GetDouble(), pair[1].GetDouble()) : null;
        LineSearch? Search() => options.TryGetProperty("line_search_fn", out _) ? LineSearch.StrongWolfe : null;
        return row.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD(parameters, Number("lr", 1e-3), Number("momentum", 0), Number("dampening", 0), Number("weight_decay", 0),
                Flag("nesterov"), Flag("maximize")),
            "Adam" => new Adam(parameters, Number("lr", 1e-3), Pair("betas"), Number("eps", 1e-8), Number("weight_decay", 0),
                Flag("amsgrad"), Flag("maximize")),
            "AdamW" => new AdamW(parameters, Number("lr", 1e-3), Pair("betas"), Number("eps", 1e-8), Number("weight_decay", 1e-2),
                Flag("amsgrad"), Flag("maximize")),
            "Adamax" => new Adamax(parameters, Number("lr", 2e-3), Pair("betas"), Number("eps", 1e-8), Number("weight_decay", 0),
                Flag("maximize")),
            "NAdam" => new NAdam(parameters, Number("lr", 2e-3), Pair("betas"), Number("eps", 1e-8), Number("weight_decay", 0),
                Number("momentum_decay", 4e-3)),
            "RAdam" => new RAdam(parameters, Number("lr", 1e-3), Pair("betas"), Number("eps", 1e-8), Number("weight_decay", 0)),
            "Adagrad" => new Adagrad(parameters, Number("lr", 1e-2), Number("lr_decay", 0), Number("weight_decay", 0),
                Number("initial_accumulator_value", 0), Number("eps", 1e-10), Flag("maximize")),
            "Adadelta" => new Adadelta(parameters, Number("lr", 1), Number("rho", 0.9), Number("eps", 1e-6), Number("weight_decay", 0),
                Flag("maximize")),
            "RMSprop" => new RMSprop(parameters, Number("lr", 1e-2), Number("alpha", 0.99), Number("eps", 1e-8), Number("weight_decay", 0),
                Number("momentum", 0), Flag("centered"), Flag("maximize")),
            "Rprop" => new Rprop(parameters, Number("lr", 1e-2), Pair("etas"), Pair("step_sizes"), Flag("maximize")),
            "ASGD" => new ASGD(parameters, Number("lr", 1e-2), Number("lambd", 1e-4), Number("alpha", 0.75), Number("t0", 1e6),
                Number("weight_decay", 0), Flag("maximize")),
            "SparseAdam" => new SparseAdam(parameters, Number("lr", 1e-3), Pair("betas"), Number("eps", 1e-8), Flag("maximize")),
            "LBFGS" => new LBFGS(parameters, Number("lr", 1), (int)Number("max_iter", 20), lineSearchFn: Search()),
            var name => throw new ArgumentException($"{name} is no optimizer"),
        };
    }

    public static string Title(JsonElement row) => $"{row.GetProperty("optimizer").GetString()} {row.GetProperty("options").GetRawText()}";

    public static Tensor Numbers(JsonElement values, params long[] shape) => Torch.Tensor<double>(Doubles(values).ToArray(), shape);

    public static IEnumerable<double> Doubles(JsonElement values) =>
        values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().SelectMany(Doubles) : [values.GetDouble()];
}
