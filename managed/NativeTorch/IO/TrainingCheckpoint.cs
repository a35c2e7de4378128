using System.Collections;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.IO;

/// <summary>All that a training needs to go on as if there had been no break: modules, optimizers, schedulers, generators, the epoch,
/// and values of your own, in one file that <c>torch.load</c> reads too.</summary>
/// <remarks>
/// <code>
/// var training = new TrainingCheckpoint
/// {
///     { "model", model }, { "optimizer", optimizer }, { "scheduler", scheduler },
///     { "best", () =&gt; best, value =&gt; best = value.Get&lt;double&gt;() },
/// };
/// if (File.Exists("training.pt"))
///     training.Load("training.pt");
/// while (training.Epoch &lt; 30)
/// {
///     TrainOneEpoch();
///     scheduler.Step();
///     training.Epoch++;
///     training.Save("training.pt");
/// }
/// </code>
/// <para>The file is <c>{"epoch": 3, "model": {...}, "optimizer": {...}, ..., "rng_state": ...}</c>, each part as PyTorch's
/// <c>state_dict()</c> of it. The default generator's state is always in it; other generators, such as that of a
/// <see cref="Data.DataLoader"/>, are added by name. Saved between epochs and loaded in a new process, the rest of the training is the
/// same bit for bit.</para>
/// <para>Saving is atomic: a process that is killed meanwhile leaves the file of before.</para></remarks>
public sealed class TrainingCheckpoint : IEnumerable<string>
{
    const string EpochName = "epoch", RandomName = "rng_state";

    readonly OrderedDictionary<string, Part> parts = [];

    /// <summary>How many epochs are done.</summary>
    public long Epoch { get; set; }

    /// <summary>Adds a module: its parameters and persistent buffers.</summary>
    /// <param name="name">The part's name in the file.</param>
    /// <param name="module">What is saved, and loaded into.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        Add(name, module.StateDict, value => value.ToStateDict(), state => module.LoadStateDict(state));
    }

    /// <summary>Adds an optimizer: what it keeps for each parameter, and the options of its groups.</summary>
    /// <inheritdoc cref="Add(string, Module)"/>
    /// <param name="name">The part's name in the file.</param>
    /// <param name="optimizer">What is saved, and loaded into.</param>
    public void Add(string name, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Add(name, optimizer.StateDict, value => value.ToOptimizerState(), optimizer.LoadStateDict);
    }

    /// <summary>Adds a scheduler. Functions that it was given are not in the file: make it with the same ones.</summary>
    /// <inheritdoc cref="Add(string, Module)"/>
    /// <param name="name">The part's name in the file.</param>
    /// <param name="scheduler">What is saved, and loaded into.</param>
    public void Add(string name, LRScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        Add(name, scheduler.StateDict, value => value.ToStateDictionary(), scheduler.LoadStateDict);
    }

    /// <inheritdoc cref="Add(string, LRScheduler)"/>
    public void Add(string name, ReduceLROnPlateau scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        Add(name, scheduler.StateDict, value => value.ToStateDictionary(), scheduler.LoadStateDict);
    }

    /// <summary>Adds a generator of its own, such as a loader's.</summary>
    /// <inheritdoc cref="Add(string, Module)"/>
    /// <param name="name">The part's name in the file.</param>
    /// <param name="generator">What is saved, and loaded into.</param>
    public void Add(string name, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        Add(name, () => generator.State, value => value.Get<Tensor>(), state => generator.State = state);
    }

    /// <summary>Adds a value of your own.</summary>
    /// <param name="name">The part's name in the file.</param>
    /// <param name="save">Gives what <see cref="Torch.Save"/> takes.</param>
    /// <param name="load">Takes what was saved; it is called after modules, optimizers and the other parts are loaded.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Func<object?> save, Action<CheckpointValue> load)
    {
        ArgumentNullException.ThrowIfNull(save);
        ArgumentNullException.ThrowIfNull(load);
        Add(name, save, value => value, load);
    }

    /// <summary>Writes all parts, the epoch, and the default generator's state.</summary>
    /// <param name="path">The file. What was there is there until the new one is whole and on the disk.</param>
    /// <exception cref="ArgumentException">A value of your own has no place in a file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var values = new OrderedDictionary<string, object?> { [EpochName] = Epoch };
        foreach ((string name, Part part) in parts)
            values.Add(name, part.Save());
        values.Add(RandomName, Torch.GetRngState());
        Torch.Save(values, path);
    }

    /// <summary>Puts all parts, the epoch, and the default generator back to where they were. Also a file of PyTorch's will do that
    /// has these parts, with or without a "rng_state".</summary>
    /// <param name="path">The file.</param>
    /// <returns>All that is in the file, on the CPU.</returns>
    /// <exception cref="CheckpointFormatException">It is no such file, or a part is missing or of another kind; nothing was
    /// loaded.</exception>
    /// <exception cref="StateDictException">A module's names or shapes differ; parts that were added before it are loaded.</exception>
    /// <exception cref="ArgumentException">An optimizer or scheduler does not fit; parts that were added before it are loaded.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CheckpointValue Load(string path)
    {
        CheckpointValue file = Torch.Load(path, Device.Cpu);
        long epoch = file[EpochName].Get<long>();
        Tensor? random = file.Find(RandomName)?.Get<Tensor>();
        foreach (Action load in parts.Select(entry => entry.Value.Prepare(file[entry.Key])).ToArray())
            load();
        Epoch = epoch;
        if (random is not null)
            Torch.SetRngState(random);
        return file;
    }

    /// <summary>The parts' names.</summary>
    public IEnumerator<string> GetEnumerator() => parts.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is read is checked by <paramref name="read"/> for all parts before <paramref name="load"/> is called for the
    /// first.</summary>
    void Add<T>(string name, Func<object?> save, Func<CheckpointValue, T> read, Action<T> load)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name is EpochName or RandomName || !parts.TryAdd(name, new(save, Prepare)))
            throw new ArgumentException($"[checkpoint] there is a part \"{name}\" already", nameof(name));

        Action Prepare(CheckpointValue value)
        {
            T state = read(value);
            return () => load(state);
        }
    }

    sealed record Part(Func<object?> Save, Func<CheckpointValue, Action> Prepare);
}
