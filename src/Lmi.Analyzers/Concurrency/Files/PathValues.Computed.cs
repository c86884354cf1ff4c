using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>What members of this program return, and what those of metadata make of paths and strings; https://learn.microsoft.com/dotnet/api/system.io.path and its neighbours say so.</summary>
internal sealed partial class PathValues
{
    /// <summary>Members that may stand in for a virtual one and are asked what they return.</summary>
    private const int MostStandIns = 20;

    private static readonly PathText s_temp = PathText.Literal("/tmp/");

    /// <summary>What follows the name in a documentation id: the parameters, or the type of the result.</summary>
    private static readonly char[] s_endOfName = { '(', '~' };

    /// <summary>Types whose members compute their result from the receiver and the arguments, and from nothing else.</summary>
    private static readonly HashSet<string> s_pure = new(StringComparer.Ordinal)
    {
        "System.String", "System.Char", "System.Guid", "System.Convert", "System.BitConverter", "System.Object", "System.IO.Path", "System.Uri", "System.Math", "System.Nullable`1", "System.Enum",
        "System.Int32", "System.Int64", "System.Int16", "System.Byte", "System.UInt32", "System.UInt64", "System.Double", "System.Decimal", "System.Boolean",
        "System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.MemoryExtensions", "System.Linq.Enumerable",
        "System.Text.Encoding", "System.Text.StringBuilder", "System.Text.RegularExpressions.Regex", "System.Net.WebUtility", "System.Web.HttpUtility",
        "System.Security.Cryptography.SHA256", "System.Security.Cryptography.SHA1", "System.Security.Cryptography.SHA512", "System.Security.Cryptography.MD5", "System.Security.Cryptography.HashAlgorithm",
    };

    /// <summary>Types whose members read text or bytes as objects, and find parts of those.</summary>
    private static readonly HashSet<string> s_readers = new(StringComparer.Ordinal)
    {
        "System.Text.Json.JsonSerializer", "System.Text.Json.JsonDocument", "System.Text.Json.JsonElement",
        "System.Text.Json.Nodes.JsonNode", "System.Text.Json.Nodes.JsonObject", "System.Text.Json.Nodes.JsonArray", "System.Text.Json.Nodes.JsonValue",
        "Newtonsoft.Json.JsonConvert", "Newtonsoft.Json.Linq.JToken", "Newtonsoft.Json.Linq.JContainer", "Newtonsoft.Json.Linq.JObject", "Newtonsoft.Json.Linq.JArray", "Newtonsoft.Json.Linq.Extensions",
        "System.Xml.Linq.XDocument", "System.Xml.Linq.XContainer", "System.Xml.Linq.XElement", "System.Xml.Linq.XNode",
    };

    /// <summary>Members of string that leave a path what it is, but for its spelling.</summary>
    private static readonly HashSet<string> s_spelling = new(StringComparer.Ordinal)
    {
        "Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Replace", "Normalize", "Clone",
    };

    private PathText Computed(Value value, ImmutableArray<PathText> parts)
    {
        if (value.Id.Length == 0)
        {
            // Some operator: a range, a sum.
            return PathText.Computed("", parts);
        }

        if (value.Id == Value.Concatenation)
        {
            return PathText.Concat(parts);
        }

        if (value.Id == Value.Function)
        {
            return PathText.Same(Value.Function);
        }

        var end = value.Id.IndexOfAny(s_endOfName);
        var member = value.Id.Substring(2, (end < 0 ? value.Id.Length : end) - 2);
        var dot = member.LastIndexOf('.');
        if (dot < 0)
        {
            return PathText.Unknown;
        }

        var type = member.Substring(0, dot);
        var name = member.Substring(dot + 1);
        var arity = name.IndexOf('`');
        name = arity < 0 ? name : name.Substring(0, arity);
        var known = type switch
        {
            "System.IO.Path" => OfPath(name, parts),
            "System.String" => OfString(name, parts),
            "System.IO.Directory" or "System.IO.DirectoryInfo" or "System.IO.FileInfo" or "System.IO.FileSystemInfo" or "System.IO.FileStream" => OfFileSystem(name, parts, isStatic: type == "System.IO.Directory"),
            "System.Text.StringBuilder" => OfBuilder(name, parts),
            "System.Environment" => OfEnvironment(name, value, parts),
            "System.Linq.Enumerable" => OfSequence(name, parts),
            "System.Uri" when name is "LocalPath" or "AbsolutePath" or "OriginalString" && parts.Length > 0 => parts[0],
            "System.Threading.Interlocked" when name is "Increment" or "Decrement" or "Add" => PathText.Unique(),
            _ => null,
        };
        return known ?? OfKnowledge(value, parts) ?? (s_pure.Contains(type) ? PathText.Computed(name, parts) : s_readers.Contains(type) ? OfReader(value, parts) : OfRequest(value, parts));
    }

    /// <summary>A property of what an invocation brought is a part of it; what a method makes of it, nobody knows.</summary>
    private static PathText OfRequest(Value value, ImmutableArray<PathText> parts) =>
        value.Id.StartsWith("P:", StringComparison.Ordinal) && parts.Length > 0 && parts[parts.Length - 1].Kind == PathKind.Repeating ? PathText.Computed(value.Id, parts) : PathText.Unknown;

    /// <summary>What is read from data of an invocation is data of it, however it is read; what is read from anything else, nobody knows.</summary>
    private static PathText OfReader(Value value, ImmutableArray<PathText> parts) =>
        parts.Any(static p => p.Kind == PathKind.Repeating) && !parts.Any(static p => p.IsUnique) ? PathText.Repeating(value.Id) : PathText.Unknown;

    private PathText? OfKnowledge(Value value, ImmutableArray<PathText> parts)
    {
        if (symbols.Symbol(value.Id) is not { } symbol || symbols.Knowledge.FindSlot(Verdict.Unique, symbol) is not { } fact)
        {
            return null;
        }

        return fact.Argument("kind") switch
        {
            null => PathText.Unique(),
            "process" => PathText.Same(value.Id + string.Join(",", value.Parts.Select(static p => p.Id))),
            _ => parts.Any(static p => p.IsUnique) ? PathText.Unique() : PathText.Repeating(value.Id),
        };
    }

    private static PathText? OfPath(string name, ImmutableArray<PathText> parts)
    {
        switch (name)
        {
            case "GetTempPath":
                return s_temp;
            case "GetTempFileName":
                return PathText.Concat(new[] { s_temp, PathText.Unique() });
            case "DirectorySeparatorChar" or "AltDirectorySeparatorChar":
                return PathText.Literal("/");
        }

        if (parts.IsEmpty)
        {
            return null;
        }

        switch (name)
        {
            case "Combine" or "Join":
                return parts.Aggregate(PathText.Combine);
            case "ChangeExtension" when parts.Length == 2:
                return parts[0].ChangeExtension(parts[1]);
            case "GetFullPath" when parts.Length == 2:
                return PathText.Combine(parts[1], parts[0]);
            case "GetFullPath" or "TrimEndingDirectorySeparator":
                return parts[0];
            case "GetDirectoryName":
                return parts[0].Directory();
            case "GetFileName":
                return parts[0].FileName();
            case "GetFileNameWithoutExtension":
                return parts[0].FileName().ChangeExtension(PathText.Empty);
            case "GetExtension":
                return parts[0].Extension();
            default:
                return null;
        }
    }

    private static PathText? OfString(string name, ImmutableArray<PathText> parts)
    {
        if (parts.IsEmpty)
        {
            return name == "Empty" ? PathText.Empty : null;
        }

        var receiver = parts[parts.Length - 1];
        switch (name)
        {
            case "Concat":
                return PathText.Concat(parts);
            case "Create" when parts.Length == 2: // a culture, and an interpolation
                return parts[1];
            case "Join":
                return PathText.Concat(parts.Skip(1).SelectMany((p, i) => i == 0 ? new[] { p } : new[] { parts[0], p }));
            case "Format":
                return Formatted(parts);
            case "ToString":
                return receiver;
            case "Replace" when parts.Take(parts.Length - 1).Any(static p => p.Kind != PathKind.SameForAll && p != PathText.Nothing):
                return PathText.Concat(new[] { receiver }.Concat(parts.Take(parts.Length - 1)));
            default:
                return s_spelling.Contains(name) ? receiver : null;
        }
    }

    /// <summary>A format whose text is known gets its arguments; else only their kinds count.</summary>
    private static PathText Formatted(ImmutableArray<PathText> parts)
    {
        var first = parts[0] == PathText.Nothing ? 1 : 0; // a format provider
        if (first >= parts.Length)
        {
            return PathText.Unknown;
        }

        var format = parts[first];
        if (format.Start != format.End || format.Kind != PathKind.SameForAll)
        {
            return PathText.Computed("format", parts.Skip(first));
        }

        var pieces = new List<PathText>();
        var text = new StringBuilder();
        var source = format.Start;
        for (var i = 0; i < source.Length; i++)
        {
            var close = source[i] == '{' ? source.IndexOf('}', i) : -1;
            if (close < 0)
            {
                text.Append(source[i]);
                continue;
            }

            var item = source.Substring(i + 1, close - i - 1).Split(':', ',')[0];
            if (!int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || first + 1 + number >= parts.Length)
            {
                return PathText.Unknown;
            }

            pieces.Add(PathText.Literal(text.ToString()));
            pieces.Add(parts[first + 1 + number]);
            text.Clear();
            i = close;
        }

        pieces.Add(PathText.Literal(text.ToString()));
        return PathText.Concat(pieces);
    }

    private static PathText? OfFileSystem(string name, ImmutableArray<PathText> parts, bool isStatic)
    {
        if (name == "CreateTempSubdirectory")
        {
            return PathText.Concat(new[] { s_temp, PathText.Unique() });
        }

        if (parts.IsEmpty)
        {
            return name == "GetCurrentDirectory" ? PathText.Literal(".") : null;
        }

        var receiver = parts[parts.Length - 1];
        switch (name)
        {
            case "CreateDirectory" or "CopyTo":
                return parts[0];
            case "FullName" or "ToString" or "OriginalPath":
                return receiver;
            case "Name" when parts.Length == 1:
                return receiver.FileName();
            case "Directory" or "DirectoryName" or "Parent" or "GetParent":
                return receiver.Directory();
            case "Extension":
                return receiver.Extension();
            case "CreateSubdirectory":
                return PathText.Combine(receiver, parts[0]);
            default:
                return name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Enumerate", StringComparison.Ordinal) ? OfEntries(name, parts, isStatic) : parts.Any(static p => p.Kind is PathKind.Unique or PathKind.Repeating) ? PathText.Computed(name, parts) : null;
        }
    }

    /// <summary><c>Directory.GetFiles(path, pattern)</c>, <c>directory.GetFiles(pattern)</c>: what the directory holds. The pattern may pick what belongs to one invocation.</summary>
    private static PathText OfEntries(string name, ImmutableArray<PathText> parts, bool isStatic)
    {
        var directory = isStatic ? parts[0] : parts[parts.Length - 1];
        var pattern = isStatic ? parts.ElementAtOrDefault(1) : parts.Length > 1 ? parts[0] : null;
        if (directory.Kind is PathKind.Unique or PathKind.Repeating || pattern?.Kind is PathKind.Repeating)
        {
            return PathText.Computed(name, parts);
        }

        // Which of its own files a unique pattern picks, nobody knows.
        return name.EndsWith("s", StringComparison.Ordinal) && pattern is null or { Kind: PathKind.SameForAll } ? PathText.Combine(directory, PathText.Entry()) : PathText.Unknown;
    }

    private static PathText? OfBuilder(string name, ImmutableArray<PathText> parts) => name switch
    {
        "ToString" when parts.Length == 1 => parts[0],
        "Append" when parts.Length == 2 => PathText.Concat(new[] { parts[1], parts[0] }),
        "Insert" when parts.Length == 3 && parts[0] is { Start: "0", End: "0" } => PathText.Concat(new[] { parts[1], parts[2] }),
        "Clear" => PathText.Empty,
        "AppendFormat" when parts.Length > 1 => PathText.Concat(new[] { parts[parts.Length - 1], Formatted(parts.RemoveAt(parts.Length - 1)) }),
        _ => null,
    };

    private static PathText? OfEnvironment(string name, Value value, ImmutableArray<PathText> parts) => name switch
    {
        "CurrentDirectory" => PathText.Literal("."),
        "GetEnvironmentVariable" when value.Parts.Length > 0 && value.Parts[0].Id is "TMPDIR" or "TEMP" or "TMP" => s_temp,
        "ExpandEnvironmentVariables" when parts.Length == 1 && parts[0].Start.IndexOf('%') < 0 => parts[0],
        _ => null,
    };

    /// <summary>Members that keep, order or pick elements.</summary>
    private static PathText? OfSequence(string name, ImmutableArray<PathText> parts) =>
        parts.Length > 0 && name is "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "ToList" or "ToArray" or "AsEnumerable" or "Take" or "Skip" or "TakeLast" or "SkipLast" or "TakeWhile" or "SkipWhile"
            or "Distinct" or "Reverse" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt" or "ElementAtOrDefault" or "Cast" or "OfType" or "Order" or "OrderDescending"
            ? parts[0]
            : null;

    private PathText OfCreation(Value creation, BodySummary body, Frame? frame, Question question, int depth)
    {
        switch (creation.Id)
        {
            case "array" or "T:System.Collections.Generic.List`1" or "T:System.Collections.Generic.HashSet`1":
                return OfEither(creation.Parts, body, frame, question, depth, "element");
            case "T:System.Text.StringBuilder":
                if (creation.Parts.IsEmpty || creation.Parts[0] is { Kind: ValueKind.Constant, IsText: false })
                {
                    return PathText.Empty;
                }

                // A number is a capacity.
                var first = Of(creation.Parts[0], body, frame, question, depth + 1);
                return !creation.Parts[0].IsText && first.Start == first.End && first.Start.Length > 0 && first.Start.All(char.IsDigit) ? PathText.Unknown : first;
            case "T:System.IO.DirectoryInfo" or "T:System.IO.FileInfo" or "T:System.IO.FileStream" when creation.Parts.Length > 0:
                return Of(creation.Parts[0], body, frame, question, depth + 1);
            case "T:System.Uri" when creation.Parts.Length == 1 || creation.Parts.Length == 2 && creation.Parts[1] is { Kind: ValueKind.Constant, IsText: false }:
                return Of(creation.Parts[0], body, frame, question, depth + 1).WithoutFileScheme();
            case "T:System.Lazy`1" when creation.Parts.Length > 0 && creation.Parts[0] is { Kind: ValueKind.Delegate } factory:
                return OfFactory(factory, body, frame, question, depth);
            case "T:System.String" or "T:System.Guid" or "T:System.DateTime" or "T:System.DateTimeOffset":
                return PathText.Computed(creation.Id, Parts(creation, body, frame, question, depth));
            default:
                return PathText.Unknown;
        }
    }

    /// <summary>Is it the accessor of a property that has no code of its own?</summary>
    private bool IsStorage(BodySummary body) => symbols.Symbol(body.Id) is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } && symbols.IsStorage(property);

    /// <summary>What a delegate without parameters returns; a lambda sees what is around it.</summary>
    private PathText OfFactory(Value factory, BodySummary body, Frame? frame, Question question, int depth) =>
        body.Member.Bodies.Find(b => b.Id == factory.Id) is { } lambda
            ? OfEither(lambda.Returns, lambda, frame, question, depth + 1, factory.Id)
            : OfCall(Value.Call(factory.Id, factory.Base, ImmutableArray<Value>.Empty), body, frame, question, depth + 1);

    /// <summary>What a member of this program returns for these arguments; of a virtual one of a class, what all say that may stand in for it.</summary>
    private PathText OfCall(Value call, BodySummary body, Frame? frame, Question question, int depth)
    {
        var slot = symbols.Symbol(call.Id) as IMethodSymbol;
        var isVirtual = slot is { ContainingType.TypeKind: TypeKind.Class, IsSealed: false } and ({ IsVirtual: true } or { IsOverride: true } or { IsAbstract: true });
        if (slot is { IsAbstract: true } or { IsVirtual: true } && slot.ContainingType.TypeKind != TypeKind.Class)
        {
            return PathText.Unknown;
        }

        var callees = isVirtual ? callers.BodiesBehind(call.Id, question.CancellationToken).Where(c => !IsStorage(c)).Take(MostStandIns + 1).ToList()
            : summaries.Body(call.Id, question.CancellationToken) is { } only ? new() { only }
            : new();
        if (callees.Count > MostStandIns || callees.Exists(static c => c.Returns.Count == 0) || !question.UnderWay.Add(call.Id))
        {
            return PathText.Unknown;
        }

        var arguments = call.Parts.Select(p => Of(p, body, frame, question, depth + 1)).ToImmutableArray();
        var isOfInvocation = call.Base is { } receiver && (receiver.Kind == ValueKind.This ? frame is { IsOfInvocation: true } : data.Includes(receiver, body, question.CancellationToken));
        var said = callees.Select(callee => OfEither(callee.Returns, callee, new Frame(callee.Id, arguments, isOfInvocation), question, depth, call.Id));
        if (isVirtual && slot!.AssociatedSymbol is IPropertySymbol property)
        {
            said = said.Concat(callers.StorageBehind(symbols.Id(property), question.CancellationToken).Select(p => OfField(symbols.Id(p), lifetimes.IsInstanceShared(symbols.Id(p.ContainingType), 0, question.CancellationToken), question)));
        }

        PathText? all = null;
        foreach (var one in said)
        {
            all = all == null ? one : PathText.Either(all, one, call.Id);
        }

        question.UnderWay.Remove(call.Id);
        return all ?? PathText.Unknown;
    }
}
