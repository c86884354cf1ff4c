using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>What can happen to a part of a file: a token or a node.</summary>
internal enum Mutation
{
    Delete,
    Double,
    Swap,
    Replace,

    /// <summary>An identifier takes the name of another one, wherever it stands.</summary>
    Rename,

    /// <summary>The file ends here.</summary>
    Cut,

    /// <summary>A part of another file takes the place of a part of the same kind, or of any.</summary>
    Graft,

    /// <summary>The file goes on as another one does.</summary>
    Splice,
}

/// <summary>Changes code by its syntax, so that what comes out is wrong in the ways in which code under an editor is.</summary>
internal static class SyntaxMutator
{
    public static string Apply(string code, string other, IEnumerable<(Mutation Kind, int First, int Second)> mutations)
    {
        foreach (var (kind, first, second) in mutations)
        {
            var parts = Parts(code);
            if (parts.Count > 0)
            {
                code = Apply(code, other, kind, parts[first % parts.Count], parts[second % parts.Count], second);
            }
        }

        return code;
    }

    private static string Apply(string code, string other, Mutation kind, SyntaxNodeOrToken one, SyntaxNodeOrToken two, int choice)
    {
        switch (kind)
        {
            case Mutation.Delete:
                return Changed(code, new TextChange(one.Span, ""));
            case Mutation.Double:
                return Changed(code, new TextChange(new TextSpan(one.Span.End, 0), " " + one));
            case Mutation.Swap when !one.Span.OverlapsWith(two.Span) && one != two:
                return Changed(code, new TextChange(one.Span, two.ToString()), new TextChange(two.Span, one.ToString()));
            case Mutation.Replace:
                return Changed(code, new TextChange(one.Span, two.ToString()));
            case Mutation.Rename:
                var names = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).ToList();
                var (from, to) = (names.FirstOrDefault(t => t.SpanStart >= one.Span.Start).Text, names.FirstOrDefault(t => t.SpanStart >= two.Span.Start).Text);
                return string.IsNullOrEmpty(from) || string.IsNullOrEmpty(to)
                    ? code
                    : Changed(code, names.Where(t => t.Text == from).Select(t => new TextChange(t.Span, to)).ToArray());
            case Mutation.Cut:
                return code.Substring(0, one.Span.Start);
            case Mutation.Graft:
                var scions = Parts(other);
                var alike = scions.Where(p => p.RawKind == one.RawKind).ToList();
                scions = alike.Count > 0 && choice % 4 != 0 ? alike : scions;
                return Changed(code, new TextChange(one.Span, scions[choice % scions.Count].ToString()));
            case Mutation.Splice:
                var rest = Parts(other);
                return code.Substring(0, one.Span.End) + "\n" + other.Substring(rest[choice % rest.Count].Span.Start);
            default:
                return code;
        }
    }

    private static List<SyntaxNodeOrToken> Parts(string code) =>
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodesAndTokens().Where(static p => p.Span.Length > 0).ToList();

    private static string Changed(string code, params TextChange[] changes) => SourceText.From(code).WithChanges(changes.OrderBy(static c => c.Span.Start)).ToString();
}
