namespace NativeTorch.Optim;

/// <summary>An object's fields, listed once for both ways: <c>Gamma = state.Value("gamma", Gamma)</c> writes the field down and
/// leaves it as it is, or gives what was written down before.</summary>
sealed class StateExchange
{
    readonly StateDictionary? from;
    readonly List<KeyValuePair<string, object?>> saved = [];

    /// <summary>For writing.</summary>
    public StateExchange()
    {
    }

    /// <summary>For reading; what is not there stays as it is.</summary>
    public StateExchange(StateDictionary from) => this.from = from;

    public bool IsReading => from is not null;

    public T Value<T>(string name, T value)
    {
        if (from is not null)
            return from.ContainsKey(name) ? from.Get<T>(name) : value;
        saved.Add(new(name, value));
        return value;
    }

    /// <summary>What was written.</summary>
    public StateDictionary ToDictionary() => new(saved);
}
