#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A loop whose condition is a tensor: the graph is what was run, so C#'s own while does it:
//   dotnet run -c Release managed/samples/seeds/while-loop.cs
using NativeTorch;

Tensor firstCounter = Torch.Tensor([0f]);
Tensor secondCounter = Torch.Tensor([10f]);

while ((bool)(firstCounter < secondCounter)[0])
{
    firstCounter += 2;
    secondCounter += 1;
}
Console.WriteLine($"{firstCounter} {secondCounter}"); // 20, 20
