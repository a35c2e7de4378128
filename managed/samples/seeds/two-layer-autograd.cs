#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer of tensors, whose gradients come from autograd:
//   dotnet run -c Release managed/samples/seeds/two-layer-autograd.cs
using NativeTorch;

const Dtype dtype = Dtype.Float32;
Device device = Device.Cpu;
// device = Device.Cuda(0); // Uncomment this to run on GPU

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random Tensors to hold input and outputs.
// Without requiresGrad we do not need to compute gradients
// with respect to these Tensors during the backward pass.
Tensor x = Torch.Randn([N, DIn], device: device, dtype: dtype);
Tensor y = Torch.Randn([N, DOut], device: device, dtype: dtype);

// Create random Tensors for weights.
// Setting requiresGrad: true indicates that we want to compute gradients with
// respect to these Tensors during the backward pass.
Tensor w1 = Torch.Randn([DIn, H], device: device, dtype: dtype, requiresGrad: true);
Tensor w2 = Torch.Randn([H, DOut], device: device, dtype: dtype, requiresGrad: true);

const double learningRate = 1e-6;
for (int t = 0; t < 500; t++)
{
    // Forward pass: compute predicted y using operations on Tensors; these
    // are exactly the same operations we used to compute the forward pass using
    // Tensors, but we do not need to keep references to intermediate values since
    // we are not implementing the backward pass by hand.
    Tensor yPred = x.Mm(w1).Clamp(min: 0).Mm(w2);

    // Compute and print loss using operations on Tensors.
    // Now loss is a Tensor without dimensions;
    // loss.Item() gets the scalar value held in the loss.
    Tensor loss = (yPred - y).Pow(2).Sum();
    if (t % 100 == 99)
        Console.WriteLine($"{t} {loss.Item<double>()}");

    // Use autograd to compute the backward pass. This call will compute the
    // gradient of loss with respect to all Tensors with requiresGrad: true.
    // After this call w1.Grad and w2.Grad will be Tensors holding the gradient
    // of the loss with respect to w1 and w2 respectively.
    loss.Backward();

    // Manually update weights using gradient descent. Wrap in Torch.NoGrad()
    // because weights require a gradient, but we don't need to track this
    // in autograd.
    // An alternative way is to operate on w1.Data and w1.Grad.Data.
    // Recall that Data gives a tensor that shares the storage with
    // the tensor, but doesn't track history.
    // You can also use SGD to achieve this.
    using (Torch.NoGrad())
    {
        w1 -= learningRate * w1.Grad;
        w2 -= learningRate * w2.Grad;

        // Manually zero the gradients after updating weights
        w1.Grad.Zero_();
        w2.Grad.Zero_();
    }
}
