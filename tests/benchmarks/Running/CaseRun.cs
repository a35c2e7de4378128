using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Reporting;
using NativeTorch.Benchmarks.Statistics;
using NativeTorch.Benchmarks.Suites;

namespace NativeTorch.Benchmarks.Running;

/// <summary>Measures one case: every framework is prepared and calibrated, then takes its turn in each round, in random order,
/// so that what disturbs the machine disturbs all of them.</summary>
sealed class CaseRun(Suite suite, Case theCase, int threads, Pace pace, ChildPool pool)
{
    /// <summary>The order of the turns; a fixed seed, since only the mixing matters.</summary>
    readonly Random order = new(1);

    public List<Result> Run(IReadOnlyList<Framework> frameworks)
    {
        List<Result> failed = [];
        List<Contestant> contestants = [];
        foreach (Framework framework in frameworks)
            foreach (string variant in framework.Variants(theCase.Features))
                Guard(framework, variant, failed, () =>
                {
                    if (Prepare(framework, variant) is not { } contestant)
                        return;
                    contestant.Calibrate(pace.Sample * suite.SampleLength, suite.FreshProcesses ? Math.Max(pace.Settle, 0.3) : pace.Settle);
                    contestants.Add(contestant);
                });
        Sample(contestants, failed);
        Contestant? reference = contestants.FirstOrDefault(c => c.Framework.IsPeer);
        List<Result> results = [];
        foreach (Contestant c in contestants)
            Guard(c.Framework, c.Variant, failed, () => results.Add(Measured(c, reference)));
        results.AddRange(failed);
        return suite.FreshProcesses ? results : Result.WithoutMemory(results);
    }

    Contestant? Prepare(Framework framework, string variant)
    {
        Child child = pool.Get(framework, variant, threads, suite.FreshProcesses);
        var prepared = child.Ask<Prepared>(new("prepare")
        {
            Op = theCase.Op, Params = theCase.Parameters, Variant = variant, Threads = threads, Seed = 1,
            Limit = theCase.Limit, Work = theCase.Limit == "fma" ? theCase.Flops : theCase.Bytes,
        });
        if (prepared.Error is not null)
            throw new ChildException(prepared.Error);
        return prepared.Unsupported is null ? new(framework, variant, child) { Check = prepared.Check ?? [] } : null;
    }

    void Sample(List<Contestant> contestants, List<Result> failed)
    {
        double spent = 0, budget = pace.Budget * suite.SampleLength;
        for (int round = 0; round < pace.Rounds && (spent < budget || round < pace.FewestRounds); round++)
        {
            Contestant[] turns = [.. contestants];
            order.Shuffle(turns);
            foreach (Contestant contestant in turns)
            {
                if (Guard(contestant.Framework, contestant.Variant, failed, contestant.Sample))
                    spent += contestant.Samples[^1] * contestant.Repeat;
                else
                    contestants.Remove(contestant);
            }
        }
    }

    /// <summary>Whether something worked; if not, that is a result too.</summary>
    bool Guard(Framework framework, string variant, List<Result> failed, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ChildException e)
        {
            pool.Forget(framework, variant, threads);
            failed.Add(Result.Of(suite, theCase, framework, variant, threads) with { Check = $"failed: {e.Message}" });
            return false;
        }
    }

    Result Measured(Contestant contestant, Contestant? reference)
    {
        var memory = contestant.Child.Ask<MemoryUse>(new("memory"));
        if (memory.Error is not null)
            throw new ChildException(memory.Error);
        double median = Quantiles.Median(contestant.Samples);
        return Result.Of(suite, theCase, contestant.Framework, contestant.Variant, threads) with
        {
            N = contestant.Samples.Count,
            Repeat = contestant.Repeat,
            Median = median,
            Q1 = Quantiles.Of(contestant.Samples, 0.25),
            Q3 = Quantiles.Of(contestant.Samples, 0.75),
            Min = contestant.Samples.Min(),
            PeakBytes = memory.PeakBytes,
            BaselineBytes = memory.BaselineBytes,
            Gflops = theCase.Flops > 0 ? theCase.Flops / median / 1e9 : null,
            Gbs = theCase.Bytes > 0 ? theCase.Bytes / median / 1e9 : null,
            Check = reference is null || contestant.Check.Count == 0 ? null : Comparison.Of(contestant.Check, reference.Check, theCase.Tolerance),
        };
    }
}
