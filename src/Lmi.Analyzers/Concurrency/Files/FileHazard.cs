using Lmi.Analyzers.Concurrency.Reachability;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Files;

internal enum FileHazardKind
{
    /// <summary>All invocations write one file.</summary>
    SameForAllWritten,

    /// <summary>Invocations of one event, retry or clock tick write one file.</summary>
    RepeatingWritten,

    /// <summary>A file that all invocations share is created when it is seen to be missing.</summary>
    CheckThenCreate,

    /// <summary>Something is deleted that other invocations may be using.</summary>
    SharedDeleted,

    /// <summary>A file of this invocation alone is never deleted.</summary>
    LeftBehind,
}

/// <summary>One place where invocations get in each other's way through files. <see cref="Location"/> is the expression that gives the path.</summary>
internal sealed class FileHazard(FileHazardKind kind, PathText path, string member, Location location, InvocationPath way)
{
    public FileHazardKind Kind { get; } = kind;

    public PathText Path { get; } = path;

    /// <summary>What does it: <c>File.WriteAllText</c>.</summary>
    public string Member { get; } = member;

    public Location Location { get; } = location;

    public InvocationPath Way { get; } = way;

    /// <summary>The body that has <see cref="Location"/> in it.</summary>
    public string Body { get; set; } = "";

    /// <summary>The path is an argument of a method that writes, not of what writes.</summary>
    public bool IsHandedOver { get; set; }
}
