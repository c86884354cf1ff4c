namespace Lmi.Analyzers;

/// <summary>What a diagnostic tells its code fix, in <c>Diagnostic.Properties</c>.</summary>
internal static class DiagnosticKeys
{
    /// <summary>Documentation id of the shared field, property or event; absent for a captured local or parameter.</summary>
    public const string State = "state";

    /// <summary>Present when the mutated object is an element of the shared state, not the state itself.</summary>
    public const string Element = "element";

    /// <summary>Present when the diagnostic is about no state, but about what is done in its place: each is repaired by itself.</summary>
    public const string Place = "place";

    /// <summary>How an expensive object may be used: <c>Shareable</c>, <c>Pooled</c> or <c>Light</c>.</summary>
    public const string Use = "use";

    /// <summary>Present when the object is built from data of the invocation.</summary>
    public const string OfInvocation = "invocation";

    /// <summary>Present when the object is not known to serve several callers at once.</summary>
    public const string OneAtATime = "one";

    /// <summary>The registration of a service that lends such an object to each caller, such as <c>AddDbContextFactory</c>; absent when the program has none.</summary>
    public const string LentBy = "lent-by";

    /// <summary>The name under which that service knows the object; empty for the only one.</summary>
    public const string LentName = "lent-name";

    /// <summary>The path of a file, with <c>{…}</c> for what is not known.</summary>
    public const string Path = "path";

    /// <summary>The member that writes or deletes it, such as <c>File.WriteAllText</c>.</summary>
    public const string Member = "member";
}
