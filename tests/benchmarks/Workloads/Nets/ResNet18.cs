using NativeTorch.NN;

namespace NativeTorch.Benchmarks.Workloads.Nets;

/// <summary>ResNet-18 for images of 32x32: a first convolution of 3x3 and no pooling before the blocks.</summary>
sealed partial class ResNet18(long classes) : Module, ILayer
{
    readonly Conv2d conv1 = new(3, 64, 3, padding: 1, bias: false);
    readonly BatchNorm2d bn1 = new(64);
    readonly Sequential layer1 = Stage(64, 64, 1), layer2 = Stage(64, 128, 2), layer3 = Stage(128, 256, 2), layer4 = Stage(256, 512, 2);
    readonly Linear fc = new(512, classes);

    public Tensor Forward(Tensor x)
    {
        x = bn1.Forward(conv1.Forward(x)).Relu();
        x = layer4.Forward(layer3.Forward(layer2.Forward(layer1.Forward(x))));
        return fc.Forward(x.Mean([2, 3]));
    }

    static Sequential Stage(long from, long to, long stride) => new(new BasicBlock(from, to, stride), new BasicBlock(to, to, 1));
}

/// <summary>Two convolutions, and what they add to.</summary>
sealed partial class BasicBlock(long from, long to, long stride) : Module, ILayer
{
    readonly Conv2d conv1 = new(from, to, 3, stride: stride, padding: 1, bias: false);
    readonly BatchNorm2d bn1 = new(to);
    readonly Conv2d conv2 = new(to, to, 3, padding: 1, bias: false);
    readonly BatchNorm2d bn2 = new(to);
    readonly Sequential shortcut = stride == 1 && from == to
        ? new()
        : new(new Conv2d(from, to, 1, stride: stride, bias: false), new BatchNorm2d(to));

    public Tensor Forward(Tensor x)
    {
        Tensor y = bn1.Forward(conv1.Forward(x)).Relu();
        y = bn2.Forward(conv2.Forward(y));
        y += shortcut.Forward(x);
        return y.Relu();
    }
}
