using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Knowledge;

/// <summary>
/// The statements of some knowledge files, found by documentation id. Holds text only, never a symbol, so the shipped
/// one lives as long as the process.
/// </summary>
internal sealed class FactTable
{
    private static readonly Lazy<FactTable> LazyShipped = new(ReadShipped, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly Dictionary<string, Named> _byName = new(StringComparer.Ordinal);

    private FactTable()
    {
    }

    public FactTable(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            At(PlainName(statement.Id)).Add(statement);
        }
    }

    /// <summary>What is said of everything that bears one name. Lines are parsed when the first of these things is asked about, which most never are.</summary>
    private sealed class Named
    {
        private readonly Dictionary<string, Fact?> _facts = new(StringComparer.Ordinal);
        private List<string>? _unread;

        public uint Verdicts { get; private set; }

        public void Add(Statement statement)
        {
            Verdicts |= KnowledgeBase.Bit(statement.Verdict);
            _facts[Key(statement.Verdict, statement.Id)] = statement.Fact;
        }

        public void AddUnread(Verdict verdict, string line)
        {
            Verdicts |= KnowledgeBase.Bit(verdict);
            (_unread ??= new List<string>(1)).Add(line);
        }

        public bool TryFind(Verdict verdict, string id, out Fact? fact) => Facts().TryGetValue(Key(verdict, id), out fact);

        public Dictionary<string, Fact?> Facts()
        {
            lock (_facts)
            {
                if (_unread != null)
                {
                    foreach (var statement in KnowledgeFile.Parse("", SourceText.From(string.Join("\n", _unread))).Statements)
                    {
                        Add(statement);
                    }

                    _unread = null;
                }
            }

            return _facts;
        }

        private static string Key(Verdict verdict, string id) => (char)('A' + (int)verdict) + id;
    }

    /// <summary>The facts that come with the package, read once for each process.</summary>
    public static FactTable Shipped => LazyShipped.Value;

    public IEnumerable<Fact> Facts => _byName.Values.SelectMany(named => named.Facts().Values).OfType<Fact>();

    /// <summary>The verdicts, one bit each, of all statements on something of this name; 0 when there is none. Costs one look-up, and rules nearly everything out.</summary>
    public uint VerdictsNamed(string name) => _byName.TryGetValue(name, out var named) ? named.Verdicts : 0;

    /// <summary>The names of everything that a verdict is given to. Parses nothing; costs one look at each name.</summary>
    public IEnumerable<string> NamesOf(Verdict verdict) => _byName.Where(named => (named.Value.Verdicts & KnowledgeBase.Bit(verdict)) != 0).Select(static named => named.Key);

    /// <summary>True when a statement is found; <paramref name="fact"/> is null when that one takes the fact back.</summary>
    public bool TryFind(Verdict verdict, string id, out Fact? fact)
    {
        fact = null;
        return _byName.TryGetValue(PlainName(id), out var named) && named.TryFind(verdict, id, out fact);
    }

    /// <summary>The embedded files, by name in ordinal order.</summary>
    public static IEnumerable<(string Name, string Text)> ShippedFiles()
    {
        var assembly = typeof(FactTable).GetTypeInfo().Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".txt", StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name);
            if (stream is not null)
            {
                using var bytes = new MemoryStream((int)stream.Length);
                stream.CopyTo(bytes);
                yield return (name, Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
            }
        }
    }

    /// <summary>The name that a symbol with this id bears: <c>M:A.B`1.Add``1(``0)</c> is on an <c>Add</c>, <c>M:A.B.#ctor</c> on a <c>.ctor</c>.</summary>
    internal static string PlainName(string id) => PlainName(id, 0, id.Length);

    /// <summary>The same, of an id inside of a text.</summary>
    private static string PlainName(string text, int start, int end)
    {
        var open = text.IndexOf('(', start, end - start);
        end = open < 0 ? end : open;
        start = Math.Max(text.LastIndexOf('.', end - 1, end - start), start + 1) + 1;
        var arity = text.IndexOf('`', start, end - start);
        return text.Substring(start, (arity < 0 ? end : arity) - start).Replace('#', '.');
    }

    private Named At(string name)
    {
        if (!_byName.TryGetValue(name, out var named))
        {
            _byName[name] = named = new Named();
        }

        return named;
    }

    /// <summary>Sorts the lines by name without looking closer: a test parses them all.</summary>
    private static FactTable ReadShipped()
    {
        var table = new FactTable();
        foreach (var (_, text) in ShippedFiles())
        {
            foreach (var line in text.Split('\n'))
            {
                var space = line.IndexOf(' ');
                if (space > 0 && KnowledgeFile.VerdictOf(line.Substring(0, space)) is { } verdict)
                {
                    var end = line.IndexOf(' ', space + 1);
                    table.At(PlainName(line, space + 1, end < 0 ? line.Length : end)).AddUnread(verdict, line);
                }
            }
        }

        return table;
    }
}
