using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>
/// Makes a lazily initialized state a <c>Lazy&lt;T&gt;</c>, or a <c>Lazy&lt;Task&lt;T&gt;&gt;</c> for an asynchronous
/// factory, and reads it through <c>Value</c> everywhere. A factory that throws is remembered: it is not tried again.
/// </summary>
internal static class LazyFix
{
    /// <summary>Null when the state is set or cleared otherwise, or the factory hangs on the method that first needs the value.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not { } state || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || !LazyDeclaration.CanBecomeLazy(uses))
        {
            return null;
        }

        var shapes = ImmutableArray.CreateBuilder<LazyShape>();
        foreach (var write in uses.All.Where(static u => u.IsWrite))
        {
            if (uses.IsConstruction(write) || !write.IsOwn || write.IsInExpressionTree || LazyShape.Of(write, uses) is not { } shape)
            {
                return null;
            }

            shapes.Add(shape);
        }

        if (shapes.Count == 0 || shapes.Skip(1).Any(s => !s.FactoryNodes.Zip(shapes[0].FactoryNodes, static (a, b) => SyntaxFactory.AreEquivalent(a, b)).All(static same => same)
            || s.FactoryNodes.Count() != shapes[0].FactoryNodes.Count()))
        {
            return null;
        }

        if (FactoryScope.Of(shapes[0], uses, cancellationToken) is not { } scope
            || shapes.Skip(1).Any(s => FactoryScope.Of(s, uses, cancellationToken) is null)
            || LazyDeclaration.TypeOf(uses.Declaration) is not { } declared
            || LazyFactory.Of(shapes[0], uses, declared, scope.Awaits, cancellationToken) is not { } factory)
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var reads = new LazyReads(uses, shapes.ToImmutable(), factory, edits);
        foreach (var use in uses.All.Where(u => !u.IsWrite && u.Kind != StateUseKind.Named && !shapes.Any(s => s.Contains(u.Name))))
        {
            if (!await reads.RewriteAsync(use, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        foreach (var shape in shapes)
        {
            if (!await reads.ReplaceAsync(shape, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return await LazyDeclaration.RewriteAsync(uses, factory, scope, edits, cancellationToken).ConfigureAwait(false)
            ? await edits.ApplyAsync(cancellationToken).ConfigureAwait(false)
            : null;
    }
}
