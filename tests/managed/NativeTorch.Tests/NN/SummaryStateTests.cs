using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>A summary leaves a model as it was.</summary>
[Collection(nameof(AloneCollection))]
public sealed partial class SummaryStateTests
{
    sealed partial class Stateful : Layer
    {
        readonly Dropout dropout = new(0.5);
        [Buffer] readonly Tensor calls = Torch.Zeros(1);

        public Tensor Calls => calls;

        protected override Tensor ForwardCore(Tensor input)
        {
            calls.Add_(1);
            _ = Torch.Rand(3);
            return input.Size(0) == 7 ? throw new InvalidOperationException("seven") : dropout.Forward(input);
        }
    }

    [Fact]
    public void Modes_buffers_and_random_state_stay()
    {
        Torch.ManualSeed(3);
        var net = new Sequential(new BatchNorm1d(4), new Stateful());
        ((BatchNorm1d)net[0]).Eval();
        Tensor mean = ((BatchNorm1d)net[0]).RunningMean!, state = Torch.GetRngState();
        net.Summary(5, 4);
        Assert.True(net.Training);
        Assert.False(((BatchNorm1d)net[0]).Training);
        Assert.True(((Stateful)net[1]).Children()[0].Training);
        Assert.Equal([0f], ((Stateful)net[1]).Calls.ToArray<float>());
        Assert.Equal(new float[4], mean.ToArray<float>());
        Assert.True(Torch.Equal(state, Torch.GetRngState()));
        Assert.True(Torch.IsGradEnabled);
    }

    [Fact]
    public void They_stay_also_where_forward_throws()
    {
        var net = new Sequential(new Stateful());
        Assert.Equal("seven", Assert.Throws<InvalidOperationException>(() => net.Summary(7, 4)).Message);
        Assert.True(net.Training);
        Assert.True(((Stateful)net[0]).Training);
        Assert.Equal([0f], ((Stateful)net[0]).Calls.ToArray<float>());
        Assert.False(net.HasHooks);
        Assert.Null(ForwardWatch.Current);
    }

    [Fact]
    public void Hooks_are_taken_away_and_those_of_others_stay()
    {
        var net = new Sequential(new Linear(2, 2), new ReLU());
        int calls = 0;
        using RemovableHandle mine = ((ReLU)net[1]).RegisterForwardHook((_, _, _) =>
        {
            calls++;
            return null;
        });
        net.Summary(1, 2);
        Assert.Equal(1, calls);
        Assert.False(((Linear)net[0]).HasHooks);
        Assert.True(((ReLU)net[1]).HasHooks);
    }
}
