#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Tensors: making them, adding them in four ways, a result in a given tensor, indexing:
//   dotnet run -c Release managed/samples/seeds/tensors.cs
using NativeTorch;

// Construct a 5x3 matrix, uninitialized:
Console.WriteLine("Torch.Empty(5, 3):");
Tensor x = Torch.Empty(5, 3);
Console.WriteLine(x);

// Construct a randomly initialized matrix
Console.WriteLine("Torch.Rand(5, 3):");
x = Torch.Rand(5, 3);
Console.WriteLine(x);

// Get its size
Console.WriteLine("Last Tensor Size:");
Console.WriteLine(x.Shape);

// There are multiple syntaxes for operations. Let's see addition as an example
// Addition: syntax 1
Tensor y = Torch.Rand(5, 3);
Console.WriteLine("Syntax 1: x + y =");
Console.WriteLine(x + y);

// Addition: syntax 2
Console.WriteLine("Syntax 2: Torch.Add(x, y) =");
Console.WriteLine(Torch.Add(x, y));

// Addition: giving an output tensor
Tensor result = Torch.Empty(5, 3);
Torch.Add(x, y, output: result);
Console.WriteLine("Syntax 3: Torch.Add(x, y, output: result) =");
Console.WriteLine(result);

// Addition: in-place
// adds x to y
Console.WriteLine("In-place Addition: y.Add_(x) =");
y.Add_(x);
Console.WriteLine(y);

// You can use indexing with all bells and whistles!
Console.WriteLine("Indexing x[.., 1] - Second column (index starts from zero) of every row:");
Console.WriteLine(x[.., 1]);
