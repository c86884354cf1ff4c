namespace Lmi.Analyzers.Concurrency;

/// <summary>Bounds on work. Reaching one means that the answer is unknown, and unknown is silent.</summary>
internal static class Limits
{
    /// <summary>Nesting of operations: deeper code is generated, and the stack is not ours alone.</summary>
    public const int OperationDepth = 400;

    /// <summary>Nesting of a value description: beyond it nobody could follow the explanation either.</summary>
    public const int ValueDepth = 8;

    /// <summary>Strings put together in one expression.</summary>
    public const int Operands = 32;

    /// <summary>Statements that append to one StringBuilder: a path has fewer, a page of text has more and is no path.</summary>
    public const int Appends = 16;

    /// <summary>Bodies that one search for a path visits: a backward cone of a very large solution fits, a 10,000-way call graph ends.</summary>
    public const int BodiesPerSearch = 4000;

    /// <summary>Steps from one storage to the next (a field that holds what another field holds, …).</summary>
    public const int HolderDepth = 6;

    /// <summary>Assignments to one field that are looked at.</summary>
    public const int StoresPerField = 64;

    /// <summary>Bodies opened for one name: a name used everywhere says nothing.</summary>
    public const int BodiesPerName = 3000;
}
