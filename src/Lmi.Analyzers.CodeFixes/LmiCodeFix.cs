using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>
/// Base of every fix: finds the node and the shared state of a diagnostic, tries the repairs in order of preference and
/// registers those whose result compiles without a new error or warning. A repair is computed before it is offered, so
/// the light bulb never shows an action that does nothing; the cost is paid only when a light bulb is asked for.
/// </summary>
internal abstract class LmiCodeFix : CodeFixProvider
{
    /// <summary>The rule that is fixed, such as <c>LMI1001</c>.</summary>
    protected internal abstract string RuleId { get; }

    /// <summary>The ways to repair it, the preferred one first.</summary>
    protected internal abstract ImmutableArray<Repair> Repairs { get; }

    /// <summary>False where the order of several fixes matters: then Fix All is refused.</summary>
    protected virtual bool FixesAll => true;

    /// <summary>True where one repair rewrites every use of the state, and so serves all diagnostics that name it.</summary>
    protected internal virtual bool RepairsWholeState => true;

    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleId);

    public sealed override FixAllProvider? GetFixAllProvider() => FixesAll ? new StateByStateFixAll(this) : null;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var request = await RequestAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (request is null)
            {
                continue;
            }

            var preferred = true;
            foreach (var repair in Repairs)
            {
                var solution = await TryAsync(request, repair, context.CancellationToken).ConfigureAwait(false);
                if (solution is null)
                {
                    continue;
                }

                // The preferred repair of each state shares one key, so that one Fix All (or one run of
                // `dotnet format`) repairs every state in the way that suits it.
                var key = preferred ? RuleId : EquivalenceKey(repair);
                preferred = false;
                context.RegisterCodeFix(
                    CodeAction.Create(repair.Title(request), _ => Task.FromResult(solution), key), diagnostic);
            }
        }
    }

    internal string EquivalenceKey(Repair repair) => RuleId + "." + repair.Key;

    /// <summary>What the diagnostic points at; null when its span is no longer in the document.</summary>
    internal static async Task<RepairRequest?> RequestAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
        {
            return null;
        }

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var state = await SharedStateSymbol.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
        return new RepairRequest(document, diagnostic, node, state);
    }

    /// <summary>The repaired solution, or null when this repair does not apply or its result would not compile cleanly.</summary>
    internal static async Task<Solution?> TryAsync(RepairRequest request, Repair repair, CancellationToken cancellationToken)
    {
        var before = request.Document.Project.Solution;
        var after = await repair.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        return after is not null
            && after != before
            && await RepairValidation.CompilesAsync(before, after, request.State, cancellationToken).ConfigureAwait(false)
            ? after
            : null;
    }
}
