using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NativeTorch.Generators;

/// <summary>The compile errors that keep a parameter from being silently left out of training.</summary>
static class Rules
{
    public static readonly DiagnosticDescriptor Partial = Error("NT1001", "A Module must be partial",
        "'{0}' is a Module, so '{1}' must be declared partial: its layers and parameters are registered in generated code");

    public static readonly DiagnosticDescriptor Container = Error("NT1002", "Modules in a plain container are not trained",
        "'{0}' holds modules or parameters in a {1}, where they would not be registered and not be trained: use ModuleList, "
        + "ModuleDict, ParameterList or ParameterDict, make the holder a Module, or mark it [NotRegistered]");

    public static readonly DiagnosticDescriptor Static = Error("NT1003", "A static module is not registered",
        "'{0}' is static, so it belongs to no module and would not be trained: make it an instance member, or mark it [NotRegistered]");

    public static readonly DiagnosticDescriptor SameName = Error("NT1004", "Two members have one name in the state dict",
        "'{0}' would be registered as \"{1}\", which another member of the class already is: rename it, or give it a name with [RegisterAs]");

    public static readonly DiagnosticDescriptor BadName = Error("NT1005", "Not a name for the state dict",
        "'{0}' cannot be registered as \"{1}\": a name is not empty and contains no dot");

    public static readonly DiagnosticDescriptor BufferType = Error("NT1006", "A buffer is a Tensor",
        "'{0}' is marked [Buffer], but its type {1} is not Tensor");

    public static readonly DiagnosticDescriptor FileLocal = Error("NT1007", "A Module cannot be file-local",
        "'{0}' is a Module, which needs generated code in another file: declare it without the 'file' modifier");

    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById =
        new[] { Partial, Container, Static, SameName, BadName, BufferType, FileLocal }.ToDictionary(rule => rule.Id);

    static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "NativeTorch", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
