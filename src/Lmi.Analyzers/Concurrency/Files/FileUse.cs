using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

internal enum FileUseKind
{
    Written,

    /// <summary>Another process is told the path; whether it writes there, what happens to the file afterwards must tell.</summary>
    HandedToProcess,

    Read,
    Enumerated,
    Deleted,
}

/// <summary>One file or directory that an operation names. Plain data.</summary>
internal sealed class FileUse(FileUseKind kind, BodySummary body, Effect effect, PathText path, TextSpan span)
{
    public FileUseKind Kind { get; } = kind;

    public BodySummary Body { get; } = body;

    public Effect Effect { get; } = effect;

    /// <summary>As the body sees it.</summary>
    public PathText Path { get; } = path;

    /// <summary>The expression that gives the path.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>Where a file comes from that is moved or copied here whole.</summary>
    public PathText? Source { get; set; }

    /// <summary>Whoever else has the file open, or has created it, is an obstacle that the open is told of.</summary>
    public bool IsExclusive { get; set; }

    /// <summary>An engine opens it, which keeps its callers apart.</summary>
    public bool IsDatabase { get; set; }

    /// <summary>The file goes when its stream is closed.</summary>
    public bool IsDeletedOnClose { get; set; }
}
