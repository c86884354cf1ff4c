using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>A private lock field that each object has, or that is given another object now and then, becomes <c>static readonly</c> with the object that it starts with.</summary>
internal static class StaticLock
{
    /// <summary>Null where the object is more than a lock, is made from values that differ, or somebody could still tell the old objects apart.</summary>
    public static async Task<Solution?> ApplyAsync(Document document, IFieldSymbol field, CancellationToken cancellationToken)
    {
        if (field is not { DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences.Length: 1 } || !LiftedLock.IsLock(field.Type) || field.ContainingType.IsGenericType
            || await field.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } declaration } declarator
            || document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } home || await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var assigned = new List<ExpressionStatementSyntax>();
        foreach (var location in (await SymbolFinder.FindReferencesAsync(field, document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(static r => r.Locations))
        {
            if (location.Document.Id != home.Id || declaration.SyntaxTree.GetRoot(cancellationToken).FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name)
            {
                return null;
            }

            var whole = GuardedAccess.Whole(name);
            if (whole.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } assignment && assignment.Left == whole && LiftedLock.IsFresh(assignment.Right, model, cancellationToken))
            {
                assigned.Add(statement);
            }
            else if (!LiftedLock.IsLocking(whole))
            {
                return null;
            }
        }

        var made = declarator.Initializer?.Value ?? assigned.Select(static s => ((AssignmentExpressionSyntax)s.Expression).Right).FirstOrDefault();
        if (made is null || !LiftedLock.IsFresh(made, model, cancellationToken) || field is { IsStatic: true, IsReadOnly: true })
        {
            return null;
        }

        var mark = new SyntaxAnnotation();
        var unneeded = new SyntaxAnnotation();
        var root = declaration.SyntaxTree.GetRoot(cancellationToken).ReplaceNodes(
            assigned.Cast<SyntaxNode>().Append(declaration),
            (original, rewritten) => rewritten.WithAdditionalAnnotations(original == declaration ? mark : unneeded));
        root = LiftedLock.Without(root, root.GetAnnotatedNodes(unneeded));
        var current = (FieldDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
        var final = With(With(current, SyntaxKind.StaticKeyword), SyntaxKind.ReadOnlyKeyword);
        if (final.Declaration.Variables[0].Initializer is null)
        {
            var variable = final.Declaration.Variables[0];
            var equals = SyntaxFactory.EqualsValueClause(made.WithoutTrivia());
            final = final.ReplaceNode(variable, variable.WithInitializer(equals.WithEqualsToken(equals.EqualsToken.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space))));
        }

        return home.WithSyntaxRoot(root.ReplaceNode(current, final)).Project.Solution;
    }

    /// <summary>The modifier in its usual place: after the accessibility, and <c>readonly</c> last.</summary>
    private static FieldDeclarationSyntax With(FieldDeclarationSyntax declaration, SyntaxKind modifier)
    {
        var modifiers = declaration.Modifiers;
        if (modifiers.Any(modifier))
        {
            return declaration;
        }

        var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        var at = modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        at = at < 0 ? modifiers.Count : at;
        if (at > 0)
        {
            return declaration.WithModifiers(modifiers.Insert(at, token));
        }

        var first = declaration.GetFirstToken();
        var bare = declaration.ReplaceToken(first, first.WithLeadingTrivia());
        return bare.WithModifiers(bare.Modifiers.Insert(0, token.WithLeadingTrivia(first.LeadingTrivia)));
    }
}
