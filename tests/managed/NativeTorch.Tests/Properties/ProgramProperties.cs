namespace NativeTorch.Tests.Properties;

/// <summary>Random programs of views and in-place ops do what the same program does on contiguous copies that are written back.</summary>
public class ProgramProperties
{
    [Fact]
    public void ProgramsOnViewsAgreeWithProgramsOnCopies() => Steps.ForAll(500, steps =>
    {
        var program = new Program(steps, Naive.Counting(steps.Shape(empty: false)).ToTensor());
        program.Run();
        program.AssertAgrees();
    });

    /// <summary>The ops are affine, so that a difference is the slope.</summary>
    [Fact]
    public void GradientsOfProgramsAreTheirSlopes() => Steps.ForAll(300, steps =>
    {
        int[] numbers = [.. Enumerable.Range(0, 40).Select(_ => steps.Choose(int.MaxValue))];
        long[] shape = [2, 3, 2];
        Tensor x = Naive.Counting(shape).ToTensor();
        Tensor direction = Torch.Tensor<double>([.. Enumerable.Range(0, 12).Select(i => (double)(i * 7 % 5 - 2))], shape);
        Tensor leaf = x.Clone();
        leaf.RequiresGrad = true;
        Value(numbers, leaf * 1).Backward();
        double slope = leaf.Grad is { } gradient ? (gradient * direction).Sum().Item<double>() : 0; // none where all was overwritten
        double difference = Value(numbers, x + direction).Item<double>() - Value(numbers, x * 1).Item<double>();
        Assert.Equal(difference, slope, 1e-6 * Math.Max(1, Math.Abs(difference)));
    });

    static Tensor Value(int[] numbers, Tensor x)
    {
        var program = new Program(new Steps(numbers), x);
        program.Run();
        Tensor weights = Naive.Counting(program.Last.Shape.ToArray()).ToTensor();
        return (x * 0.5).Sum() + (program.Last * weights).Sum();
    }

    /// <summary>The views of one base, and of each the places of its elements in the base, found on contiguous copies.</summary>
    sealed class Program(Steps steps, Tensor x)
    {
        readonly List<(Tensor View, Tensor Places)> variables = [(x, Torch.Arange(x.Numel).Reshape(x.Shape))];
        readonly double[] copy = x.Detach().ToArray<double>();

        public Tensor Last => variables[^1].View;

        public void Run()
        {
            while (!steps.AtEnd)
            {
                var (view, places) = variables[steps.Choose(variables.Count)];
                if (steps.Choose(2) == 0)
                    Write(view, places);
                else if (ViewStep.Draw(steps, view.Shape.ToArray()) is { } step)
                    variables.Add((step.OfTensor(view), step.OfTensor(places).Contiguous()));
            }
        }

        public void AssertAgrees()
        {
            foreach (var (view, places) in variables)
                Assert.Equal(places.Reshape(places.Numel).ToArray<long>().Select(place => copy[place]), view.ToArray<double>());
        }

        /// <summary>The same op on the view, and on a contiguous copy that goes back to its places.</summary>
        void Write(Tensor view, Tensor places)
        {
            long[] at = places.Reshape(places.Numel).ToArray<long>();
            Tensor contiguous = Torch.Tensor<double>([.. at.Select(place => copy[place])], view.Shape);
            Apply(view, contiguous);
            double[] values = contiguous.ToArray<double>();
            for (int i = 0; i < at.Length; i++)
                copy[at[i]] = values[i];
        }

        void Apply(params ReadOnlySpan<Tensor> both)
        {
            int op = steps.Choose(6);
            double number = steps.Choose(5) - 2;
            Tensor other = Row(both[0], number);
            foreach (Tensor tensor in both)
                _ = op switch
                {
                    0 => tensor.Add_(number),
                    1 => tensor.Mul_(number == 0 ? 0.5 : number),
                    2 => tensor.Fill_(number),
                    3 => tensor.Add_(other),
                    4 => tensor.Copy_(other),
                    _ => tensor.Sub_(other, alpha: 2),
                };
        }

        /// <summary>Numbers that broadcast along all but the last dimension.</summary>
        static Tensor Row(Tensor like, double first) =>
            like.Dim == 0 ? Torch.Tensor(first, Dtype.Float64) : Naive.Counting(like.Size(-1)).ToTensor() + first;
    }
}
