#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer of tensors, whose backward pass is written by hand:
//   dotnet run -c Release managed/samples/seeds/two-layer-tensors.cs
using NativeTorch;

const Dtype dtype = Dtype.Float32;
Device device = Device.Cpu;
// device = Device.Cuda(0); // Uncomment this to run on GPU

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random input and output data
Tensor x = Torch.Randn([N, DIn], device: device, dtype: dtype);
Tensor y = Torch.Randn([N, DOut], device: device, dtype: dtype);

// Randomly initialize weights
Tensor w1 = Torch.Randn([DIn, H], device: device, dtype: dtype);
Tensor w2 = Torch.Randn([H, DOut], device: device, dtype: dtype);

const double learningRate = 1e-6;
for (int t = 0; t < 500; t++)
{
    // Forward pass: compute predicted y
    Tensor h = x.Mm(w1);
    Tensor hRelu = h.Clamp(min: 0);
    Tensor yPred = hRelu.Mm(w2);

    // Compute and print loss
    double loss = (yPred - y).Pow(2).Sum().Item<double>();
    if (t % 100 == 99)
        Console.WriteLine($"{t} {loss}");

    // Backprop to compute gradients of w1 and w2 with respect to loss
    Tensor gradYPred = 2.0 * (yPred - y);
    Tensor gradW2 = hRelu.T.Mm(gradYPred);
    Tensor gradHRelu = gradYPred.Mm(w2.T);
    Tensor gradH = gradHRelu.Clone();
    gradH[h < 0] = 0;
    Tensor gradW1 = x.T.Mm(gradH);

    // Update weights using gradient descent
    w1 -= learningRate * gradW1;
    w2 -= learningRate * gradW2;
}
