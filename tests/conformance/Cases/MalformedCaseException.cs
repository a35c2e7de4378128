namespace NativeTorch.Conformance.Cases;

/// <summary>A file or case does not have the form of the samples.</summary>
sealed class MalformedCaseException(string message) : Exception(message);
