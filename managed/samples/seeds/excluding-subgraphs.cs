#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// What is left out of the backward pass: tensors that require no gradient, and ops under NoGrad:
//   dotnet run -c Release managed/samples/seeds/excluding-subgraphs.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

// RequiresGrad
// If there's a single input to an operation that requires gradient,
// its output will also require gradient.
Tensor x = Torch.Randn(5, 5);
Tensor y = Torch.Randn(5, 5);
Tensor z = Torch.Randn([5, 5], requiresGrad: true);
Tensor a = x + y;
Console.WriteLine($"a.RequiresGrad {a.RequiresGrad}"); // False
Tensor b = a + z;
Console.WriteLine($"b.RequiresGrad {b.RequiresGrad}"); // True

// NoGrad (once: volatile) differs from RequiresGrad in how far it goes:
// whatever is computed under it requires no gradient.
x = Torch.Randn([5, 5], requiresGrad: true);
y = Torch.Randn(5, 5);
using (Torch.NoGrad())
    a = x + y;
Console.WriteLine($"a.RequiresGrad {a.RequiresGrad}"); // False

// To retrain some layers of a model: the others are frozen
var model = new Sequential(new Linear(5, 5), new ReLU(), new Linear(5, 1));
((Linear)model[0]).RequiresGrad_(false);
var optimizer = new SGD(model.Parameters().Where(p => p.RequiresGrad), lr: 0.1);
model.Forward(x.Detach()).Sum().Backward();
optimizer.Step();
foreach (var (name, parameter) in model.NamedParameters())
    Console.WriteLine($"{name} has {(parameter.Grad is null ? "no gradient" : "a gradient")}");
