namespace NativeTorch.NN;

/// <summary>Layers one behind the other. PyTorch: <c>torch.nn.Sequential</c>.</summary>
/// <remarks>
/// <code>
/// var net = new Sequential(new Linear(784, 100), new ReLU(), new Linear(100, 10));          // "0.weight", ...
/// var named = new Sequential { { "fc1", new Linear(784, 100) }, { "relu", new ReLU() } };   // "fc1.weight", ...
/// </code>
/// </remarks>
public partial class Sequential : ModuleCollection<ILayer>, ILayer
{
    /// <summary>The given layers, named "0", "1", ...</summary>
    /// <exception cref="ArgumentException">One of them is not a <see cref="Module"/>.</exception>
    public Sequential(params ILayer[] layers)
    {
        foreach (ILayer layer in layers)
            Add(layer);
    }

    /// <summary>The given layers with names: <c>new Sequential(("fc1", new Linear(784, 10)), ("relu", new ReLU()))</c>.</summary>
    /// <exception cref="ArgumentException">A name is empty, contains a dot, or is there twice; or a layer is not a <see cref="Module"/>.</exception>
    public Sequential(params (string Name, ILayer Layer)[] layers)
    {
        foreach ((string name, ILayer layer) in layers)
            Add(name, layer);
    }

    /// <summary>No layers yet.</summary>
    public Sequential()
    {
    }

    /// <summary>Adds a layer at the end, named by its position. PyTorch: <c>Sequential.append</c>.</summary>
    /// <exception cref="ArgumentException">It is not a <see cref="Module"/>.</exception>
    public void Add(ILayer layer) => AddItem($"{Count}", layer);

    /// <summary>Adds a layer at the end. PyTorch: <c>Sequential.add_module</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is taken; or it is not a <see cref="Module"/>.</exception>
    public void Add(string name, ILayer layer) => AddItem(name, layer);

    /// <summary>The same layers from <paramref name="start"/>: <c>net[..2]</c> is the first two, under their names.</summary>
    public Sequential Slice(int start, int length) =>
        new([.. Items.Skip(start).Take(length).Select(item => (item.Key, item.Value))]);

    /// <summary>Each layer's output is the next one's input.</summary>
    /// <remarks>A <see cref="ReLU"/> before max pooling runs behind it, if neither has hooks: values and gradients are the same.</remarks>
    public Tensor Forward(Tensor input) => HasHooks ? WithHooks(input, ForwardCore) : ForwardCore(input);

    /// <inheritdoc/>
    protected override bool RunsHooks => true;

    Tensor ForwardCore(Tensor input)
    {
        for (int i = 0; i < Count; i++)
        {
            if (i + 1 < Count && Exchange(this[i], this[i + 1]))
            {
                input = this[i].Forward(this[i + 1].Forward(input));
                i++;
            }
            else
            {
                input = this[i].Forward(input);
            }
        }
        return input;
    }

    // max(relu(x)) is relu(max(x)), and of the maxima there are fewer. Where they are not positive nothing passes relu either way;
    // else the first maximum is the same. Not of classes derived from these poolings, which may compute otherwise.
    static bool Exchange(ILayer first, ILayer second) =>
        first is ReLU { InPlace: false, HasHooks: false } && second is Layer { HasHooks: false }
        && (second.GetType() == typeof(MaxPool1d) || second.GetType() == typeof(MaxPool2d) || second.GetType() == typeof(MaxPool3d));
}
