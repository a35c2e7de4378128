namespace NativeTorch.Generators;

/// <summary>All that is needed to print the registration of one class.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Path">The class and the types around it, outermost first, as they are declared ("class Net&lt;T&gt;").</param>
/// <param name="FileName">A name for the generated file that no other class has.</param>
/// <param name="CallsBase">Whether the base class registers fields of its own.</param>
/// <param name="Members">The members to register, in the order of declaration.</param>
/// <param name="CopiesByHand">Whether it has a CopyFields of its own.</param>
/// <param name="Problems">What stops it: nothing is printed then.</param>
sealed record ModuleClass(string Namespace, EquatableArray<string> Path, string FileName, bool CallsBase,
    EquatableArray<ModuleMember> Members, EquatableArray<Problem> Problems, bool CopiesByHand);

/// <summary>A member to register.</summary>
/// <param name="Method">The method of ModuleFields: Module, Parameter, Buffer or Any.</param>
/// <param name="Name">Its name in the state dict.</param>
/// <param name="Value">The expression that reads it.</param>
/// <param name="Target">The expression that a copy's is written to.</param>
/// <param name="Accessor">The declaration that <paramref name="Target"/> needs, or nothing.</param>
/// <param name="Suffix">Further arguments.</param>
sealed record ModuleMember(string Method, string Name, string Value, string Target, string Accessor, string Suffix = "");
