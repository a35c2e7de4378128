#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Walks the autograd graph of (x * y) ^ (x + y), prints its edges, and draws it:
//   dotnet run -c Release managed/samples/seeds/graph-walk.cs [picture.svg]
using NativeTorch;

static Tensor Exercise1()
{
    Tensor x = Torch.Tensor([2f]);
    Tensor y = Torch.Tensor([3f]);
    Tensor op1 = x + y;
    Tensor op2 = x * y;
    Tensor op3 = op2.Pow(op1);
    return op3;
}

static (Tensor X, Tensor Y, Tensor Op3) ExerciseAutodiff()
{
    Tensor x = Torch.Tensor([2f], requiresGrad: true);
    Tensor y = Torch.Tensor([3f], requiresGrad: true);
    Tensor op1 = x + y;
    Tensor op2 = x * y;
    return (x, y, op2.Pow(op1));
}

static void WalkGradFnBreadthFirst(GradNode op)
{
    Queue<GradNode> queue = new([op]);
    while (queue.TryDequeue(out GradNode? node))
        foreach ((GradNode? child, int _) in node.NextFunctions)
        {
            if (child is null)
                continue;
            Console.WriteLine($"{node} -> {child}");
            queue.Enqueue(child);
        }
}

Console.WriteLine(Exercise1());

(Tensor x, Tensor y, Tensor op3) = ExerciseAutodiff();
Console.WriteLine(op3);
WalkGradFnBreadthFirst(op3.GradFn!);

AutogradGraph graph = Autograd.Graph(op3, [("x", x), ("y", y)]);
Console.WriteLine();
Console.WriteLine(graph.ToMermaid());
if (args is [var file])
    File.WriteAllText(file, graph.ToSvg());

op3.Backward();
Console.WriteLine($"d op3 / d x = {x.Grad.Item<float>()}, d op3 / d y = {y.Grad.Item<float>()}");
