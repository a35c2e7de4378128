using System.Text.Json;
using NativeTorch.Conformance.Golden.Python;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden;

/// <summary>The rates that a scheduler sets for two groups, step by step.</summary>
static class SchedulerCase
{
    static readonly Closeness Allowed = new(Ulps: 2, Relative: 1e-12, Absolute: 1e-15);

    public static GoldenCase Read(JsonElement row)
    {
        string call = row.GetProperty("call").GetString()!;
        return new($"schedulers.{row.GetProperty("scheduler").GetString()}", call, () => Follow(call, row));
    }

    static string? Follow(string call, JsonElement row)
    {
        var optimizer = new SGD([Torch.Ones(1).RequiresGrad_()], lr: 0.1, momentum: 0.9);
        optimizer.AddParameterGroup([Torch.Ones(1).RequiresGrad_()], lr: 0.02);
        object scheduler = Parser.Parse(call).Evaluate(Scopes.With(new Dictionary<string, object?> { ["o"] = optimizer }))!;
        double[][] rates = [.. row.GetProperty("lrs").EnumerateArray().Select(Numbers.All)];
        double[]? metrics = row.TryGetProperty("metrics", out JsonElement given) ? Numbers.All(given) : null;
        for (int step = 0; step < rates.Length; step++)
        {
            if (step > 0)
                Step(scheduler, metrics, step - 1);
            for (int group = 0; group < rates[step].Length; group++)
                if (optimizer.ParameterGroups[group].Lr is var lr && !Numbers.Accepts(lr, rates[step][group], Dtype.Float64, Allowed))
                    return $"step {step}, group {group}: {lr:R}, not {rates[step][group]:R}";
        }
        return null;
    }

    static void Step(object scheduler, double[]? metrics, int step)
    {
        if (scheduler is ReduceLROnPlateau plateau)
            plateau.Step(metrics![step]);
        else
            ((LRScheduler)scheduler).Step();
    }
}
