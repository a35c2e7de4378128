#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer, forward and backward passes by hand, as NumPy has it: float64, and matrices only:
//   dotnet run -c Release managed/samples/seeds/two-layer-numpy.cs
using NativeTorch;

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random input and output data
Tensor x = Torch.Randn([N, DIn], Dtype.Float64);
Tensor y = Torch.Randn([N, DOut], Dtype.Float64);

// Randomly initialize weights
Tensor w1 = Torch.Randn([DIn, H], Dtype.Float64);
Tensor w2 = Torch.Randn([H, DOut], Dtype.Float64);

const double learningRate = 1e-6;
for (int t = 0; t < 500; t++)
{
    // Forward pass: compute predicted y
    Tensor h = x.Matmul(w1);
    Tensor hRelu = Torch.Maximum(h, 0);
    Tensor yPred = hRelu.Matmul(w2);

    // Compute and print loss
    double loss = Torch.Square(yPred - y).Sum().Item<double>();
    Console.WriteLine($"{t} {loss}");

    // Backprop to compute gradients of w1 and w2 with respect to loss
    Tensor gradYPred = 2.0 * (yPred - y);
    Tensor gradW2 = hRelu.T.Matmul(gradYPred);
    Tensor gradHRelu = gradYPred.Matmul(w2.T);
    Tensor gradH = gradHRelu.Clone();
    gradH[h < 0] = 0;
    Tensor gradW1 = x.T.Matmul(gradH);

    // Update weights
    w1 -= learningRate * gradW1;
    w2 -= learningRate * gradW2;
}
