using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Atomics;

/// <summary>
/// Counts and sums with <c>Interlocked</c>: every write of the number in the solution becomes one atomic step, 64-bit
/// reads become <c>Interlocked.Read</c>, and an auto-property gets a field that can be passed by reference.
/// </summary>
internal static class InterlockedFix
{
    /// <summary>Null when some write has no atomic form, or reads and writes belong together: that needs a lock.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (request.State is not { } state || request.Diagnostic.Properties.ContainsKey(DiagnosticKeys.Element)
            || await StateUses.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false) is not { } uses
            || !IsCounter(uses.Type) || !CanTakeReference(uses))
        {
            return null;
        }

        var relevant = uses.All.Where(u => u.Kind is not (StateUseKind.Named or StateUseKind.Atomic) && !uses.IsConstruction(u)).ToList();
        var isProperty = state is IPropertySymbol;
        var property = uses.Declaration as PropertyDeclarationSyntax;
        // Where some uses share a lock with other state, the rest should take that lock.
        if (relevant.Any(static u => u.Name.Ancestors().TakeWhile(a => a != u.Function).Any(static a => a is LockStatementSyntax)))
        {
            return null;
        }

        if (relevant.Any(static u => u.Kind is StateUseKind.ByReference or StateUseKind.Coalesced || u.Kind == StateUseKind.Other && u.Name.Parent is not (NameColonSyntax or ExpressionColonSyntax)))
        {
            return null;
        }

        var writes = new Dictionary<StateUse, AtomicWrite>();
        foreach (var use in relevant.Where(static u => u.IsWrite))
        {
            if (isProperty && !IsInside(use, state))
            {
                // Other types go through the setter, where only replacing is one step.
                if (use.Kind != StateUseKind.Assigned)
                {
                    return null;
                }

                continue;
            }

            if (AtomicWrite.Of(use, uses.Type, cancellationToken) is not { } write)
            {
                return null;
            }

            writes.Add(use, write);
        }

        if (writes.Count == 0 || AtomicSteps.Find(relevant, writes, cancellationToken) is not { } following)
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        var field = property is null ? null : Names.ForField(property.Identifier.ValueText, state.ContainingType, state.IsStatic);
        var taken = new HashSet<StateUse>();
        foreach (var write in writes)
        {
            var use = write.Key;
            var interlocked = edits.TypeName(use.DocumentId, use.Model, use.Name.SpanStart, "System.Threading", "Interlocked");
            if (following.TryGetValue(write.Value, out var reads))
            {
                var statement = (ExpressionStatementSyntax)write.Value.Expression.Parent!;
                var local = Names.ForLocal(state.Name, use.Model, statement.SpanStart, use.Function ?? statement.SyntaxTree.GetRoot(cancellationToken));
                await edits.ReplaceAsync(use.DocumentId, statement, current => Declare((ExpressionStatementSyntax)current, local, e => write.Value.Rewrite(e, Storage(use, field), interlocked)), cancellationToken).ConfigureAwait(false);
                foreach (var read in reads)
                {
                    taken.Add(read);
                    await edits.ReplaceAsync(read.DocumentId, read.Whole, current => SyntaxFactory.IdentifierName(local).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
                }

                continue;
            }

            await edits.ReplaceAsync(use.DocumentId, write.Value.Expression, current => write.Value.Rewrite(current, Storage(use, field), interlocked), cancellationToken).ConfigureAwait(false);
        }

        var isWide = uses.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;
        if (isWide && !isProperty)
        {
            foreach (var read in relevant.Where(u => u.Kind == StateUseKind.Read && !taken.Contains(u) && !writes.Values.Any(w => w.Expression.Contains(u.Name))))
            {
                if (read.IsInExpressionTree)
                {
                    return null;
                }

                var interlocked = edits.TypeName(read.DocumentId, read.Model, read.Name.SpanStart, "System.Threading", "Interlocked");
                await edits.ReplaceAsync(read.DocumentId, read.Whole, current => Expressions.Call(interlocked + ".Read", Expressions.Ref((ExpressionSyntax)current)).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            }
        }

        if (property is not null)
        {
            foreach (var use in uses.All.Where(u => u.Kind == StateUseKind.Assigned && uses.IsConstruction(u)))
            {
                await edits.ReplaceAsync(use.DocumentId, use.Whole, current => Storage(use, field).WithTriviaFrom(current), cancellationToken).ConfigureAwait(false);
            }

            await BackAsync(uses, property, field!, isWide, edits, cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task BackAsync(StateUses uses, PropertyDeclarationSyntax property, string field, bool isWide, StateEdits edits, CancellationToken cancellationToken)
    {
        var volatileName = edits.TypeName(uses.Home.Id, uses.HomeModel, property.SpanStart, "System.Threading", isWide ? "Interlocked" : "Volatile");
        var read = volatileName + ".Read(ref " + field + ")";
        var write = volatileName + (isWide ? ".Exchange" : ".Write") + "(ref " + field + ", value)";
        var forwarded = BackedProperty.Forward(property, read, BackedProperty.NeedsSetter(property) ? write : null);
        var text = (uses.State.IsStatic ? "private static " : "private ") + property.Type.WithoutTrivia() + " " + field
            + (property.Initializer is { } initializer ? " " + initializer.WithoutTrivia() : "") + ";";
        var (declared, below) = BackedProperty.Above(text, forwarded, property);
        await edits.InsertBeforeAsync(uses.Home.Id, property, declared, cancellationToken).ConfigureAwait(false);
        await edits.ReplaceAsync(uses.Home.Id, property, _ => below, cancellationToken).ConfigureAwait(false);
    }

    private static SyntaxNode Declare(ExpressionStatementSyntax statement, string local, System.Func<SyntaxNode, ExpressionSyntax> rewrite)
    {
        var text = "var " + local + " = x;";
        var declared = (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement(text);
        var value = declared.Declaration.Variables[0].Initializer!.Value;
        return declared.ReplaceNode(value, rewrite(statement.Expression).WithoutTrivia()).WithTriviaFrom(statement);
    }

    private static ExpressionSyntax Storage(StateUse use, string? field)
    {
        if (field is null)
        {
            return use.Whole;
        }

        var name = SyntaxFactory.IdentifierName(field);
        return use.Whole is MemberAccessExpressionSyntax member ? member.WithName(name).WithoutTrivia() : name;
    }

    private static bool IsCounter(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static bool CanTakeReference(StateUses uses) => uses.State switch
    {
        IFieldSymbol { IsReadOnly: false, IsConst: false } => uses.Declaration is VariableDeclaratorSyntax,
        ILocalSymbol { RefKind: RefKind.None, IsConst: false } => uses.Declaration is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax },
        IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        IPropertySymbol property => BackedProperty.CanBack(property, uses.Declaration) && !property.IsIndexer,
        _ => false,
    };

    private static bool IsInside(StateUse use, ISymbol state) => use.Name.Ancestors().OfType<TypeDeclarationSyntax>()
        .Any(t => SymbolEqualityComparer.Default.Equals(use.Model.GetDeclaredSymbol(t)?.OriginalDefinition, state.ContainingType.OriginalDefinition));
}
