using System.Collections;
using System.Runtime.CompilerServices;

namespace NativeTorch.Conformance.Checking;

/// <summary>What a call returned, as PyTorch's flat list of results.</summary>
static class Results
{
    public static List<object> Flatten(object? result)
    {
        var list = new List<object>();
        Add(result, list);
        return list;
    }

    static void Add(object? value, List<object> list)
    {
        switch (value)
        {
            case null:
                break;
            case Tensor or bool or long or double or string:
                list.Add(value);
                break;
            case int number:
                list.Add((long)number);
                break;
            case float number:
                list.Add((double)number);
                break;
            case Scalar number:
                list.Add(number.IsFloatingPoint ? (object)number.ToDouble() : number.ToInt64());
                break;
            case ITuple tuple:
                for (int i = 0; i < tuple.Length; i++)
                    Add(tuple[i], list);
                break;
            case IEnumerable items:
                foreach (object? item in items)
                    Add(item, list);
                break;
            default:
                Deconstruct(value, list);
                break;
        }
    }

    /// <summary>A result with names is a record: its properties, in their order.</summary>
    static void Deconstruct(object value, List<object> list)
    {
        var properties = value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).ToArray();
        if (properties.Length == 0)
            list.Add(value);
        foreach (var property in properties)
            Add(property.GetValue(value), list);
    }
}
