namespace NativeTorch.Generators;

/// <summary>What a member means to a module, as far as its declared type tells.</summary>
enum MemberKind
{
    /// <summary>Nothing that is registered.</summary>
    None,

    /// <summary>A Module, or a type parameter that is one.</summary>
    Module,

    /// <summary>A Parameter.</summary>
    Parameter,

    /// <summary>A type that may hold a module or a parameter, which is seen when it runs: Tensor, ILayer, object.</summary>
    Any,

    /// <summary>Something that holds modules or parameters out of sight: an array, a collection, a tuple, a plain class.</summary>
    Container,
}
