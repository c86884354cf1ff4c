using System.Collections.Immutable;
using Lmi.Analyzers.Concurrency;
using Lmi.Analyzers.Concurrency.SingleThreaded;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Rules.SharedState;

/// <summary>An object that serves one thread at a time is kept where all invocations see it, and used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Lmi1004NotThreadSafeInstanceSharedAnalyzer : LmiAnalyzer
{
    /// <summary>Longer code says no more in a message.</summary>
    private const int LongestUse = 60;

    private static readonly DiagnosticDescriptor s_rule = RuleFamily.SharedState.Rule(
        "LMI1004",
        "An instance of a type that is not thread-safe is shared",
        "{0} is {1} shared by every concurrent invocation and is not safe to use from more than one at a time, as '{2}' does: {3}",
        DiagnosticSeverity.Warning,
        "Connections, contexts, hashes, streams and the like keep state between calls. Two invocations that use one at the same time read each other's results, corrupt its state or throw. Make one per invocation, or use a variant that is safe to share.");

    public Lmi1004NotThreadSafeInstanceSharedAnalyzer()
        : base(s_rule)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, LmiContext lmi) =>
        lmi.RegisterTreeAction(context, c =>
        {
            foreach (var found in lmi.Concurrency.UnsafeObjectsIn(c.Tree, c.CancellationToken))
            {
                c.Report(Create(found, lmi.Concurrency.Symbols));
            }
        });

    private static Diagnostic Create(UnsafeObject found, ProgramSymbols symbols)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (found.State.Local == null)
        {
            properties = properties.Add(DiagnosticKeys.State, found.State.Id);
        }

        if (found.State.IsElement)
        {
            properties = properties.Add(DiagnosticKeys.Element, "");
        }

        if (found.Lender is { } lender)
        {
            properties = properties.Add(DiagnosticKeys.LentBy, lender.Registration).Add(DiagnosticKeys.LentName, lender.Name);
        }

        var subject = found.State.IsElement ? $"An object in '{found.StateName}'" : $"'{found.StateName}'";
        return HazardReport.Create(s_rule, found.Declaration, found.Declaration, found.Path, found.Path.KeeperOf(found.State, symbols), properties, subject, RaceReport.WithArticle(found.TypeName), CodeOf(found.Use));
    }

    /// <summary>The first line of the use; of an object that is passed on, the call that gets it, where it fits.</summary>
    private static string CodeOf(UnsafeUse use)
    {
        var tree = use.Location.SourceTree!;
        var text = tree.GetText();
        if (tree.GetRoot().FindNode(use.Span).FirstAncestorOrSelf<ArgumentSyntax>(a => a.Span == use.Span)?.Parent?.Parent is ExpressionSyntax call && EndOf(call.Span) >= use.Span.End)
        {
            return text.ToString(TextSpan.FromBounds(call.SpanStart, EndOf(call.Span))).TrimEnd();
        }

        return text.ToString(TextSpan.FromBounds(use.Span.Start, EndOf(use.Span))).TrimEnd();

        int EndOf(TextSpan code) => System.Math.Min(System.Math.Min(code.End, text.Lines.GetLineFromPosition(code.Start).End), code.Start + LongestUse);
    }
}
