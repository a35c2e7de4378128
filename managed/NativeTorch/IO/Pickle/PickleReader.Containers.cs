namespace NativeTorch.IO.Pickle;

// Lists, tuples, dictionaries and sets.
sealed partial class PickleReader
{
    bool ExecuteContainer(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.EmptyList:
                stack.Push(new List<object?>());
                return true;
            case PickleOpcode.List:
                stack.Push(stack.PopMark().ToList());
                return true;
            case PickleOpcode.Append:
                Extend([stack.Pop()]);
                return true;
            case PickleOpcode.Appends:
                Extend(stack.PopMark());
                return true;
            case PickleOpcode.EmptyTuple:
                stack.Push(Array.Empty<object?>());
                return true;
            case PickleOpcode.Tuple:
                stack.Push(stack.PopMark());
                return true;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                stack.Push(stack.Pop(code - PickleOpcode.Tuple1 + 1));
                return true;
            case PickleOpcode.EmptyDict:
                stack.Push(new PickleDictionary());
                return true;
            case PickleOpcode.Dict:
                object?[] entries = stack.PopMark();
                stack.Push(new PickleDictionary());
                SetItems(entries);
                return true;
            case PickleOpcode.SetItem:
                SetItems(stack.Pop(2));
                return true;
            case PickleOpcode.SetItems:
                SetItems(stack.PopMark());
                return true;
            case PickleOpcode.EmptySet:
                stack.Push(new PickleSet());
                return true;
            case PickleOpcode.FrozenSet:
                object?[] members = stack.PopMark();
                stack.Push(new PickleSet(isFrozen: true));
                AddItems(members);
                return true;
            case PickleOpcode.AddItems:
                AddItems(stack.PopMark());
                return true;
            default:
                return false;
        }
    }

    void Extend(object?[] elements)
    {
        if (stack.Top is not List<object?> list)
            throw Wrong($"the pickle appends to {PickleNames.Describe(stack.Top)}");
        list.AddRange(elements);
    }

    void SetItems(object?[] entries)
    {
        if (stack.Top is not PickleDictionary dictionary)
            throw Wrong($"the pickle sets items of {PickleNames.Describe(stack.Top)}");
        if (entries.Length % 2 != 0)
            throw Wrong("a dictionary within the pickle has a key without a value");
        for (int i = 0; i < entries.Length; i += 2)
            dictionary.Set(Key(entries[i]), entries[i + 1]);
    }

    void AddItems(object?[] members)
    {
        if (stack.Top is not PickleSet set)
            throw Wrong($"the pickle adds to {PickleNames.Describe(stack.Top)}");
        foreach (object? member in members)
            set.Add(Key(member));
    }

    object? Key(object? key) => PickleKeys.Allows(key) ? key : throw Wrong($"{PickleNames.Describe(key)} is no key of a dictionary");
}
