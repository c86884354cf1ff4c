using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Knowledge;

/// <summary>
/// The statements of some knowledge files, found by documentation id. Holds text only, never a symbol, so the shipped
/// one lives as long as the process.
/// </summary>
internal sealed class FactTable
{
    private static readonly Lazy<FactTable> LazyShipped = new(ReadShipped, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly Dictionary<string, Fact?>[] _byId;
    private readonly Dictionary<string, uint> _verdictsByName = new(StringComparer.Ordinal);

    public FactTable(IEnumerable<Statement> statements)
    {
        var verdicts = Enum.GetValues(typeof(Verdict)).Length;
        _byId = new Dictionary<string, Fact?>[verdicts];
        for (var i = 0; i < verdicts; i++)
        {
            _byId[i] = new Dictionary<string, Fact?>(StringComparer.Ordinal);
        }

        foreach (var statement in statements)
        {
            _byId[(int)statement.Verdict][statement.Id] = statement.Fact;
            var name = PlainName(statement.Id);
            _verdictsByName.TryGetValue(name, out var known);
            _verdictsByName[name] = known | KnowledgeBase.Bit(statement.Verdict);
        }
    }

    /// <summary>The facts that come with the package, parsed once for each process.</summary>
    public static FactTable Shipped => LazyShipped.Value;

    public IEnumerable<Fact> Facts => _byId.SelectMany(byId => byId.Values).OfType<Fact>();

    /// <summary>The verdicts, one bit each, of all statements on something of this name; 0 when there is none. Costs one look-up, and rules nearly everything out.</summary>
    public uint VerdictsNamed(string name) => _verdictsByName.TryGetValue(name, out var verdicts) ? verdicts : 0;

    /// <summary>True when a statement is found; <paramref name="fact"/> is null when that one takes the fact back.</summary>
    public bool TryFind(Verdict verdict, string id, out Fact? fact) => _byId[(int)verdict].TryGetValue(id, out fact);

    /// <summary>The embedded files, by name in ordinal order.</summary>
    public static IEnumerable<(string Name, SourceText Text)> ShippedFiles()
    {
        var assembly = typeof(FactTable).GetTypeInfo().Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name);
            if (stream is not null)
            {
                using var reader = new StreamReader(stream);
                yield return (name, SourceText.From(reader.ReadToEnd()));
            }
        }
    }

    /// <summary>The name that a symbol with this id bears: <c>M:A.B`1.Add``1(``0)</c> is on an <c>Add</c>, <c>M:A.B.#ctor</c> on a <c>.ctor</c>.</summary>
    internal static string PlainName(string id)
    {
        var end = id.IndexOf('(');
        end = end < 0 ? id.Length : end;
        var start = Math.Max(id.LastIndexOf('.', end - 1), 1) + 1;
        var name = id.Substring(start, end - start);
        var arity = name.IndexOf('`');
        return (arity < 0 ? name : name.Substring(0, arity)).Replace('#', '.');
    }

    private static FactTable ReadShipped() => new(ShippedFiles().SelectMany(file => KnowledgeFile.Parse(file.Name, file.Text).Statements));
}
