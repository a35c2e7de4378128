namespace NativeTorch.Conformance.Binding;

/// <summary>Types as C# writes them.</summary>
static class TypeNames
{
    public static string Short(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Short(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.Name switch { "Int64" => "long", "Double" => "double", "Boolean" => "bool", "String" => "string", "Int32" => "int", var name => name };
}
