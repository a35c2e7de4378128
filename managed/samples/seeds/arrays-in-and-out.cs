#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// C#'s arrays to tensors and back, to the GPU and back, and a product of matrices:
//   dotnet run -c Release managed/samples/seeds/arrays-in-and-out.cs
using NativeTorch;

// Is cuda available on this machine?
bool cuda = Cuda.IsAvailable;

// Generate a sample matrix of 3 rows and 4 columns
var random = new Random(1);
var array = new double[3, 4];
for (int row = 0; row < array.GetLength(0); row++)
    for (int column = 0; column < array.GetLength(1); column++)
        array[row, column] = random.NextDouble();
Console.WriteLine($"Array: {string.Join(", ", array.Cast<double>())}\n");

// Convert the array to a tensor of single precision
Tensor tensor = Torch.Tensor(array, Dtype.Float32);
Console.WriteLine($"Array to tensor: {tensor}\n");
// Or with the array's own double precision
tensor = Torch.Tensor(array);

// Convert the tensor to an array
double[] back = tensor.ToArray<double>();
Console.WriteLine($"Tensor to array: {string.Join(", ", back)}\n");
// Or look at the tensor's own memory, without a copy: what is written here is in the tensor
Span<double> elements = tensor.AsSpan<double>();
elements[0] = 7;
Console.WriteLine($"tensor[0, 0] is {tensor[0, 0].Item<double>()}\n");

// If cuda is available, run the GPU-to-CPU and vice versa example
if (cuda)
{
    // If we want to use a tensor on the GPU, say so when it is made
    Tensor gpuTensor = Torch.Randn([10, 20], Dtype.Float32, Device.Cuda());
    // Or just call the Cuda() method
    gpuTensor = tensor.Cuda();
    Console.WriteLine($"Cuda gpuTensor {gpuTensor}\n");
    // Call back to the CPU
    Tensor cpuTensor = gpuTensor.Cpu();
    Console.WriteLine($"Cuda tensor to cpuTensor, gpuTensor.Cpu() {cpuTensor}\n");
}

// Define tensors
Tensor x = Torch.Randn(10, 20);
Tensor y = Torch.Ones(20, 5);
// C# has no operator for the product of matrices
Tensor res = x.Matmul(y); // Same as Torch.Matmul(x, y)

// Get the shape
Console.WriteLine(res.Shape); // (10, 5)
