using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>Answers which files a body writes, reads and deletes: the effects that knowledge names, with their paths followed and their modes read.</summary>
internal sealed class FileUses(ProgramSymbols symbols, PathValues paths, Stores stores)
{
    private const long DeleteOnClose = 0x04000000;
    private const long CreateNew = 1;

    /// <summary>Microsoft.Data.Sqlite.SqliteOpenMode; https://learn.microsoft.com/dotnet/api/microsoft.data.sqlite.sqliteopenmode</summary>
    private const long SqliteReadOnly = 2;
    private const long SqliteMemory = 3;

    private readonly ConcurrentDictionary<BodySummary, ImmutableArray<FileUse>> _known = new();

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<FileUse> Of(BodySummary body, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(body, out var known))
        {
            return known;
        }

        List<FileUse>? found = null;
        foreach (var effect in body.Effects)
        {
            if (effect.Kind is EffectKind.WritesPath or EffectKind.ReadsPath or EffectKind.DeletesPath && effect.Fact is { } fact)
            {
                Add(effect, fact, body, found ??= new List<FileUse>(), cancellationToken);
            }
        }

        // Nearly all bodies: to look again costs less than to remember.
        return found == null ? ImmutableArray<FileUse>.Empty : _known[body] = found.OrderBy(static u => u.Span.Start).ToImmutableArray();
    }

    /// <summary>Those of all bodies of a member.</summary>
    public IReadOnlyList<FileUse> Of(MemberSummary member, CancellationToken cancellationToken)
    {
        List<FileUse>? found = null;
        foreach (var body in member.Bodies)
        {
            if (Of(body, cancellationToken) is { IsEmpty: false } uses)
            {
                (found ??= new List<FileUse>()).AddRange(uses);
            }
        }

        return found ?? (IReadOnlyList<FileUse>)Array.Empty<FileUse>();
    }

    private void Add(Effect effect, Fact fact, BodySummary body, List<FileUse> found, CancellationToken cancellationToken)
    {
        if (KindOf(effect, fact) is not { } kind || IsDatabase(effect, fact) && stores.IsNamedBy(effect, body, cancellationToken))
        {
            return;
        }

        var symbol = symbols.Symbol(effect.Member);
        if (fact.Argument("when") is { } when && symbol is IMethodSymbol opening && (IsWrite(effect, opening, body) is not { } isWrite || isWrite != (when == "write")))
        {
            return;
        }

        if (symbol is IPropertySymbol property && fact.Argument("when") == "write" && IsReadOnly(property, body))
        {
            return;
        }

        foreach (var (value, span) in kind == FileUseKind.HandedToProcess ? Named(effect, fact, symbol).SelectMany(n => Listed(n.Value, body, 0).Select(v => (v, n.Span))) : Named(effect, fact, symbol))
        {
            var path = paths.Of(value, body, cancellationToken);
            if (fact.Argument("kind") == "connection-string")
            {
                if (path.Setting("Mode")?.Start.ToUpperInvariant() is "READONLY" or "MEMORY" || path.Setting("Connection")?.Start.ToUpperInvariant() is "SHARED" || path.Setting("Data Source", "DataSource", "Filename", "Filename") is not { } file)
                {
                    continue;
                }

                path = file;
            }

            foreach (var one in kind == FileUseKind.HandedToProcess ? path.Words() : new[] { path })
            {
                found.Add(new FileUse(kind, body, effect, one, span)
                {
                    Source = kind == FileUseKind.Written ? SourceOf(effect, symbol, body, cancellationToken) : null,
                    IsDatabase = IsDatabase(effect, fact),
                    IsExclusive = kind == FileUseKind.Written && symbol is IMethodSymbol open && IsExclusive(effect, open, body),
                    IsDeletedOnClose = symbol is IMethodSymbol method && (Number(effect, method, "FileOptions") ?? Option(effect, method, body, "Options")) is { } options && (options & DeleteOnClose) != 0,
                });
            }
        }
    }

    /// <summary><c>FileMode.CreateNew</c>, <c>FileShare.None</c>.</summary>
    private static bool IsExclusive(Effect effect, IMethodSymbol method, BodySummary body) =>
        (Number(effect, method, "FileMode") ?? Option(effect, method, body, "Mode")) == CreateNew || (Number(effect, method, "FileShare") ?? Option(effect, method, body, "Share")) == 0;

    private static FileUseKind? KindOf(Effect effect, Fact fact) => (effect.Kind, fact.Argument("kind")) switch
    {
        (EffectKind.WritesPath, "process-arguments") => FileUseKind.HandedToProcess,
        (EffectKind.WritesPath, Stores.Kind) => null,
        (EffectKind.WritesPath, _) => FileUseKind.Written,
        (EffectKind.DeletesPath, _) => FileUseKind.Deleted,
        (_, "exists") => null,
        (_, "enumerate") => FileUseKind.Enumerated,
        _ => FileUseKind.Read,
    };

    /// <summary>Does it say where a database is, in a connection string or as the property that becomes a part of one?</summary>
    private static bool IsDatabase(Effect effect, Fact fact) => fact.Argument("kind") == "connection-string" || effect.Kind == EffectKind.WritesPath && effect.Member.EndsWith(".DataSource", StringComparison.Ordinal);

    /// <summary>The values that name files, and where they are written. A property names the file that is assigned to it.</summary>
    private static IEnumerable<(Value Value, TextSpan Span)> Named(Effect effect, Fact fact, ISymbol? symbol)
    {
        if (symbol is not IMethodSymbol method)
        {
            if (effect.Arguments.Length > 0)
            {
                yield return (effect.Arguments[effect.Arguments.Length - 1], effect.ArgumentSpans[effect.Arguments.Length - 1]);
            }
            else if (fact.Parameters.Contains("this") && effect.Receiver != null)
            {
                yield return (effect.Receiver, effect.Span);
            }

            yield break;
        }

        foreach (var name in fact.Parameters)
        {
            if (name == "this" && !method.IsExtensionMethod)
            {
                if (effect.Receiver != null)
                {
                    yield return (effect.Receiver, effect.Span);
                }

                continue;
            }

            var ordinal = name == "this" ? 0 : method.Parameters.FirstOrDefault(p => p.Name == name)?.Ordinal ?? -1;
            if (ordinal >= 0 && ordinal < effect.Arguments.Length)
            {
                var span = effect.ArgumentSpans[ordinal];
                yield return (effect.Arguments[ordinal], span.IsEmpty ? effect.Span : span);
            }
        }
    }

    /// <summary>The values in a list that is made where it can be seen, also when a loop goes through it; any other value alone.</summary>
    private static IEnumerable<Value> Listed(Value value, BodySummary body, int depth) => value switch
    {
        { Kind: ValueKind.New, Id: "array" or "T:System.Collections.Generic.List`1" } => value.Parts,
        { Kind: ValueKind.Element, Parts.IsEmpty: true } when depth < Limits.ValueDepth => Listed(value.Base!, body, depth + 1) is var all && all.Contains(value.Base!) ? new[] { value } : all,
        { Kind: ValueKind.Local } when depth < Limits.ValueDepth && body.Member.TryGetLocal(value, out var local) && local.Values.Count == 1 && local.Others.Count == 0 && local.Values[0].Kind is ValueKind.New or ValueKind.Element =>
            Listed(local.Values[0], local.Owner, depth + 1) is var all && all.Contains(local.Values[0]) ? new[] { value } : all,
        _ => new[] { value },
    };

    /// <summary>What a move, copy or replacement brings.</summary>
    private PathText? SourceOf(Effect effect, ISymbol? symbol, BodySummary body, CancellationToken cancellationToken)
    {
        if (symbol is not IMethodSymbol { Name: "Move" or "MoveTo" or "Replace" or "Copy" or "CopyTo" } method)
        {
            return null;
        }

        return method.IsStatic && effect.Arguments.Length > 0 ? paths.Of(effect.Arguments[0], body, cancellationToken) : effect.Receiver == null ? null : paths.Of(effect.Receiver, body, cancellationToken);
    }

    /// <summary>Do mode and access say that the file is written? Null when they cannot be read.</summary>
    private static bool? IsWrite(Effect effect, IMethodSymbol method, BodySummary body)
    {
        if (method.Parameters.Any(static p => p.Type.Name == "ZipArchiveMode"))
        {
            return Number(effect, method, "ZipArchiveMode") is { } archive ? archive != 0 : null;
        }

        if (method.ContainingType.Name == "MemoryMappedFile")
        {
            return Number(effect, method, "MemoryMappedFileAccess") is { } mapped ? mapped is 0 or 2 or 5 : method.Parameters.Any(static p => p.Type.Name == "MemoryMappedFileAccess") ? null : Number(effect, method, "FileMode") is { } created && created is 1 or 2 or 5;
        }

        var hasOptions = method.Parameters.Any(static p => p.Type.Name == "FileStreamOptions");
        var mode = hasOptions ? Option(effect, method, body, "Mode") ?? 3 : Number(effect, method, "FileMode");
        var access = hasOptions ? Option(effect, method, body, "Access") ?? 1 : Number(effect, method, "FileAccess");
        if (hasOptions && !AreOptionsVisible(effect, method, body))
        {
            return null;
        }

        if (!hasOptions && !method.Parameters.Any(static p => p.Type.Name is "FileMode" or "FileAccess"))
        {
            return null; // a handle, or something that the fact should not say `when` of
        }

        // Create, CreateNew, Truncate and Append write; Open and OpenOrCreate do as the access says.
        return mode is 1 or 2 or 5 or 6 ? true
            : access is { } known ? (known & 2) != 0
            : mode is 4 ? true
            : mode is 3 ? false
            : null;
    }

    /// <summary>Does the body set the <c>Mode</c> beside the property, and only to what writes no file?</summary>
    private static bool IsReadOnly(IPropertySymbol property, BodySummary body)
    {
        var mode = $"P:{property.ContainingType.ToDisplayString()}.Mode";
        var modes = body.Accesses.Where(a => a.Target.Kind == ValueKind.Member && a.Target.Id == mode).Select(static a => NumberOf(a.Value)).ToList();
        return modes.Count > 0 && modes.TrueForAll(static m => m is SqliteReadOnly or SqliteMemory);
    }

    /// <summary>The number of an enum argument, by the name of its type.</summary>
    private static long? Number(Effect effect, IMethodSymbol method, string type)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.Name == type && parameter.Ordinal < effect.Arguments.Length)
            {
                return NumberOf(effect.Arguments[parameter.Ordinal]);
            }
        }

        return null;
    }

    private static long? NumberOf(Value value) => value.Kind == ValueKind.Constant && long.TryParse(value.Id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Are the options made in this member, so that its assignments tell what they say?</summary>
    private static bool AreOptionsVisible(Effect effect, IMethodSymbol method, BodySummary body)
    {
        var ordinal = method.Parameters.First(static p => p.Type.Name == "FileStreamOptions").Ordinal;
        var value = ordinal < effect.Arguments.Length ? effect.Arguments[ordinal] : Value.Unknown;
        return value.Kind == ValueKind.New || value.Kind == ValueKind.Local && body.Member.TryGetLocal(value, out var local) && local.Values.Count == 1 && local.Values[0].Kind == ValueKind.New;
    }

    /// <summary>What the member assigns to a property of its FileStreamOptions: the one inside of the argument, or else the only one.</summary>
    private static long? Option(Effect effect, IMethodSymbol method, BodySummary body, string property)
    {
        var parameter = method.Parameters.FirstOrDefault(static p => p.Type.Name == "FileStreamOptions");
        if (parameter == null || parameter.Ordinal >= effect.ArgumentSpans.Length)
        {
            return null;
        }

        var id = "P:System.IO.FileStreamOptions." + property;
        var span = effect.ArgumentSpans[parameter.Ordinal];
        var assigned = body.Member.Bodies.SelectMany(static b => b.Accesses).Where(a => a.Target.Kind == ValueKind.Member && a.Target.Id == id).ToList();
        var inside = assigned.Where(a => span.Contains(a.Span)).ToList();
        var numbers = (inside.Count > 0 || effect.Arguments[parameter.Ordinal].Kind == ValueKind.New ? inside : assigned).Select(static a => NumberOf(a.Value)).Distinct().ToList();
        return numbers.Count == 1 ? numbers[0] : null;
    }
}
