using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Gives a file a name that no other invocation has, by a GUID. Every use of the path in the method changes with it: those of a local by its initializer, those of a
/// repeated expression or of a field that only this method uses by a local made for them. Not offered where somebody else knows the name: it is returned, stored,
/// named in another member, or read before it is written.
/// </summary>
internal static class UniqueNameFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null || PathOf(request, model, cancellationToken) is not { } path || Keeps(request) || request.Diagnostic.Id == "LMI2003" && !PathUses.IsMade(path) || PathUses.ScopeOf(path) is not { } scope)
        {
            return null;
        }

        var symbol = model.GetSymbolInfo(path, cancellationToken).Symbol;
        var changed = symbol switch
        {
            ILocalSymbol local => ChangeLocal(unit, local, path, scope, model, cancellationToken),
            IFieldSymbol field => await ChangeFieldAsync(unit, field, scope, model, request, cancellationToken).ConfigureAwait(false),
            null or IMethodSymbol => ChangeExpression(unit, path, scope, model, cancellationToken),
            _ => null,
        };
        if (changed is not { } result || await PathUses.IsNamedElsewhereAsync(request.Document.Project, result.Original, scope, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return request.Document.WithSyntaxRoot(UsingDirectives.Add(result.Root, "System")).Project.Solution;
    }

    /// <summary>A file that is added to is meant to be one.</summary>
    private static bool Keeps(RepairRequest request) =>
        request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Member, out var member) && member!.IndexOf("Append", StringComparison.Ordinal) >= 0
        || request.Node.FirstAncestorOrSelf<ArgumentListSyntax>()?.ToString().IndexOf("FileMode.Append", StringComparison.Ordinal) >= 0;

    /// <summary>The expression that names the file: that of the diagnostic, the receiver of its call, or the one of its pieces that ends in the name.</summary>
    private static ExpressionSyntax? PathOf(RepairRequest request, SemanticModel model, CancellationToken cancellationToken)
    {
        var node = request.Node is ArgumentSyntax argument ? argument.Expression : request.Node as ExpressionSyntax;
        node = node switch
        {
            MemberAccessExpressionSyntax access when access.Parent is InvocationExpressionSyntax => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when access.Expression is IdentifierNameSyntax && model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is ILocalSymbol or IFieldSymbol => access.Expression,
            _ => node,
        };
        if (node is InterpolatedStringExpressionSyntax words && request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Path, out var named) && named != null && words.Contents.OfType<InterpolatedStringTextSyntax>().Any(static t => t.TextToken.Text.IndexOf(' ') >= 0))
        {
            var name = named.Substring(named.LastIndexOf('/') + 1);
            return words.Contents.OfType<InterpolationSyntax>().Select(static i => i.Expression)
                .FirstOrDefault(e => model.GetSymbolInfo(e, cancellationToken).Symbol is ILocalSymbol local && PathUses.InitializerOf(local, cancellationToken)?.ToString().IndexOf(name, StringComparison.Ordinal) >= 0);
        }

        return node;
    }

    private static (CompilationUnitSyntax Root, ExpressionSyntax Original)? ChangeLocal(CompilationUnitSyntax root, ILocalSymbol local, ExpressionSyntax use, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken)
    {
        if (PathUses.InitializerOf(local, cancellationToken) is not { } initializer || !scope.Contains(initializer) || initializer.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables.Count: 1 } declaration)
        {
            return null;
        }

        var uses = PathUses.Of(local, scope, model, cancellationToken);
        if (!PathUses.AreOwn(uses, use))
        {
            return null;
        }

        // `var info = new FileInfo(path)`, `var copy = path`: the name is made further up.
        var named = initializer is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation ? creation.ArgumentList!.Arguments[0].Expression : initializer;
        if (model.GetSymbolInfo(named, cancellationToken).Symbol is ILocalSymbol outer)
        {
            return ChangeLocal(root, outer, named, scope, model, cancellationToken);
        }

        if (model.GetSymbolInfo(named, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol or IParameterSymbol || UniqueName.Of(initializer) is not { } unique)
        {
            return null;
        }

        var fresh = declaration.ReplaceNode(initializer, unique);
        if (declaration.IsConst)
        {
            fresh = fresh.WithModifiers(default).WithLeadingTrivia(declaration.GetLeadingTrivia());
            fresh = fresh.WithDeclaration(fresh.Declaration.WithType(SyntaxFactory.IdentifierName("var").WithTrailingTrivia(SyntaxFactory.Space)));
            fresh = fresh.WithLeadingTrivia(declaration.GetLeadingTrivia());
        }

        return (root.ReplaceNode(declaration, fresh), initializer);
    }

    private static async Task<(CompilationUnitSyntax Root, ExpressionSyntax Original)?> ChangeFieldAsync(CompilationUnitSyntax root, IFieldSymbol field, SyntaxNode scope, SemanticModel model, RepairRequest request, CancellationToken cancellationToken)
    {
        if (field.DeclaredAccessibility != Accessibility.Private || field.DeclaringSyntaxReferences.Length != 1
            || await field.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: { } initializer } declarator
            || declarator.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { Declaration.Variables.Count: 1 } declaration || declaration.SyntaxTree != root.SyntaxTree
            || UniqueName.Of(initializer) is not { } unique)
        {
            return null;
        }

        var uses = new List<ExpressionSyntax>();
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(field, request.Document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(static r => r.Locations))
        {
            if (reference.Document.Id != request.Document.Id || root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax name || !scope.Contains(name))
            {
                return null; // another method names the file as well
            }

            uses.Add(name);
        }

        if (uses.Count == 0 || !PathUses.AreOwn(uses, uses.OrderBy(static u => u.SpanStart).First()))
        {
            return null;
        }

        var local = Names.ForLocal(Names.Bare(field.Name), model, uses[0].SpanStart, scope);
        return PathUses.Hoist(root, uses, local, unique.WithoutTrivia(), declaration) is { } changed ? (changed, initializer) : null;
    }

    private static (CompilationUnitSyntax Root, ExpressionSyntax Original)? ChangeExpression(CompilationUnitSyntax root, ExpressionSyntax path, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken)
    {
        if (UniqueName.Of(path) is not { } unique)
        {
            return null;
        }

        var uses = scope.DescendantNodes().OfType<ExpressionSyntax>().Where(e => SyntaxFactory.AreEquivalent(e, path)).ToList();
        if (!PathUses.AreOwn(uses, path))
        {
            return null;
        }

        if (path is LiteralExpressionSyntax { Token.ValueText: { Length: > 0 } text })
        {
            // What is printed must not name another file.
            uses.AddRange(scope.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>().Where(i => i.Contents.OfType<InterpolatedStringTextSyntax>().Any(t => t.TextToken.ValueText.Contains(text)) && !uses.Any(u => i.Contains(u))));
        }

        if (uses.Count == 1)
        {
            return (root.ReplaceNode(path, unique), path);
        }

        var local = Names.ForLocal(PathUses.NameFor(path), model, path.SpanStart, scope);
        return PathUses.Hoist(root, uses, local, unique.WithoutTrivia(), null, (path as LiteralExpressionSyntax)?.Token.ValueText) is { } changed ? (changed, path) : null;
    }
}
