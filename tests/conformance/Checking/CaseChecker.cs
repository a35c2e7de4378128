using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Runs one case and says what became of it.</summary>
static class CaseChecker
{
    public static CaseResult Check(CaseFile file, int index, Device device, bool second)
    {
        var result = new CaseResult(index, Outcome.Failed);
        try
        {
            Case sample = file[index];
            result = result with { HasGradient = sample.Grads is not null, Call = Call(sample), Expected = sample.Error ?? string.Join(", ", sample.Out!.Select(Describe.Value)) };
            if (Skips.Reason(file.Op, sample) is { } reason)
                return result with { Outcome = Outcome.Skipped, Detail = reason };
            return sample.Error is null ? Value(file, sample, result, device, second) : Error(file, sample, result, device);
        }
        catch (Exception e) when (e is MalformedCaseException or BindingException)
        {
            return result with { Detail = e.Message };
        }
        catch (Exception e)
        {
            return result with { Detail = Errors.Short(e) };
        }
    }

    static CaseResult Value(CaseFile file, Case sample, CaseResult result, Device device, bool second)
    {
        var inputs = new Inputs(sample, file.Storages, device);
        var outputs = Results.Flatten(Bindings.Invoke(file.Op, inputs.Arguments, numbersAsTensors: true));
        var compare = new Comparison(file.Op, file.Storages);
        if (compare.Outputs(outputs, sample.Out!) is { } difference)
            return result with { Detail = difference };
        if (sample.Grads is null)
            return result with { Outcome = Outcome.Passed };
        if (Gradients.Check(sample, inputs.Differentiable, outputs, compare, file.Storages, device) is { } wrong)
            return result with { Detail = wrong };
        return result with
        {
            Outcome = Outcome.Passed,
            Second = second ? SecondDerivative.Check(file, sample, device) : SecondOrder.NotChecked,
        };
    }

    static CaseResult Error(CaseFile file, Case sample, CaseResult result, Device device)
    {
        Inputs inputs;
        try
        {
            inputs = new Inputs(sample, file.Storages, device);
        }
        catch (Exception e) when (Errors.IsTyped(e) && sample.Args.Any(a => a is TensorValue { Shape.Length: > 64 }))
        {
            return result with { Outcome = Outcome.Passed, Detail = "refused when the input was made" }; // PyTorch makes it, and takes it nowhere
        }
        try
        {
            var outputs = Results.Flatten(Bindings.Invoke(file.Op, inputs.Arguments, numbersAsTensors: false));
            return result with { Detail = $"no exception; it returned {string.Join(", ", outputs.Select(Describe.Value))}" };
        }
        catch (BindingException e) when (e.RefusedByType && sample.Error is "TypeError" or "Exception")
        {
            return result with { Outcome = Outcome.Passed, Detail = CaseResult.RefusedByType };
        }
        catch (Exception e) when (Errors.IsTyped(e))
        {
            return result with { Outcome = Outcome.Passed };
        }
    }

    static string Call(Case sample) => string.Join(", ",
        sample.Args.Select(Describe.Value).Concat(sample.Kwargs.Select(p => $"{p.Key}={Describe.Value(p.Value)}")));
}
