namespace NativeTorch.IO.Pickle;

// Names, and calls of what they stand for.
sealed partial class PickleReader
{
    bool ExecuteGlobal(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Global:
                stack.Push(FindByLines());
                return true;
            case PickleOpcode.StackGlobal:
                stack.Push(stack.Pop(2) is [string module, string name] ? globals.Find(module, name, input.Path)
                    : throw Wrong("the pickle names a global by something that is no text"));
                return true;
            case PickleOpcode.Reduce or PickleOpcode.NewObj:
                object?[] call = stack.Pop(2);
                stack.Push(Call(call[0], call[1]));
                return true;
            case PickleOpcode.NewObjEx:
                object?[] withNames = stack.Pop(3);
                if (withNames[2] is not PickleDictionary { Count: 0 })
                    throw Wrong($"the pickle calls {PickleNames.Describe(withNames[0])} with arguments by name, which is not supported");
                stack.Push(Call(withNames[0], withNames[1]));
                return true;
            case PickleOpcode.Inst:
                object function = FindByLines();
                stack.Push(Call(function, stack.PopMark()));
                return true;
            case PickleOpcode.Obj:
                stack.Push(stack.PopMark() is [var first, .. var arguments] ? Call(first, arguments)
                    : throw Wrong("the pickle makes an object of no class"));
                return true;
            case PickleOpcode.Build:
                object? state = stack.Pop();
                if (stack.Top is not IPickleState target || !target.SetState(state))
                    throw Wrong($"the pickle gives {PickleNames.Describe(stack.Top)} a state: {PickleNames.Describe(state)}");
                return true;
            case PickleOpcode.PersId:
                stack.Push(Load(input.ReadUtf8Line()));
                return true;
            case PickleOpcode.BinPersId:
                stack.Push(Load(stack.Pop()));
                return true;
            case PickleOpcode.Ext1:
                throw Extension(input.ReadByte());
            case PickleOpcode.Ext2:
                throw Extension(input.ReadUInt16());
            case PickleOpcode.Ext4:
                throw Extension(input.ReadInt32());
            case PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer:
                throw Wrong("the pickle has buffers outside of the file, which is not supported");
            default:
                return false;
        }
    }

    object FindByLines()
    {
        string module = input.ReadUtf8Line();
        return globals.Find(module, input.ReadUtf8Line(), input.Path);
    }

    object? Call(object? function, object? arguments) => (function, arguments) switch
    {
        (PickleFunction known, object?[] tuple) => known.Call(new(input.Path, known.Name, tuple)),
        (PickleFunction known, _) =>
            throw Wrong($"the pickle calls {known.Name} with {PickleNames.Describe(arguments)}, which is no tuple"),
        _ => throw Wrong($"the pickle calls {PickleNames.Describe(function)}, which is no function"),
    };

    object? Load(object? id) => PersistentLoad is { } load ? load(id)
        : throw Wrong($"the pickle refers to {PickleNames.Describe(id)} outside of it");

    // A number that copyreg knows a name for, which the file does not say.
    UnsafePickleException Extension(int code) => new(input.Path, $"copyreg extension {code}");
}
