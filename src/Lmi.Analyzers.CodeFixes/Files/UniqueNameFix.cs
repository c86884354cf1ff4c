using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Gives a file a name that no other invocation has, by a GUID. Every use of the path in the method changes with it: those of a local by its initializer, those of a
/// repeated expression, or of a member that only this method uses, by a local made for them, however the path is spelled. Not offered where somebody else knows the name: it is returned, stored,
/// named in another member, or read before it is written; where the file has to be there; and for what a loop writes, where the member also lists a directory.
/// </summary>
internal static class UniqueNameFix
{
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        var root = await request.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await request.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null || PathOf(request, model, cancellationToken) is not { } path || ExistingFile.IsNeeded(request, path, model, cancellationToken) || request.Diagnostic.Id == "LMI2003" && !PathUses.IsMade(path) || PathUses.ScopeOf(path) is not { } scope || IsListed(path, scope, model, cancellationToken))
        {
            return null;
        }

        var symbol = model.GetSymbolInfo(path, cancellationToken).Symbol;
        var changed = symbol switch
        {
            ILocalSymbol local => await ChangeLocalAsync(unit, local, path, scope, model, request, cancellationToken).ConfigureAwait(false),
            IFieldSymbol or IPropertySymbol or IMethodSymbol { Parameters.Length: 0, DeclaringSyntaxReferences.Length: 1 } => await ChangeMemberAsync(unit, symbol, path, scope, model, request, cancellationToken).ConfigureAwait(false),
            null or IMethodSymbol => await ChangeExpressionAsync(unit, path, scope, model, request, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        if (changed is not { } result || await PathUses.IsNamedElsewhereAsync(request.Document.Project, result.Original, scope, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return request.Document.WithSyntaxRoot(UsingDirectives.Add(result.Root, "System")).Project.Solution;
    }

    /// <summary>Are the files of a loop found by a listing, other than of what is named here?</summary>
    private static bool IsListed(ExpressionSyntax path, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken) =>
        Listings.IsRepeated(path, scope) && Listings.In(scope, model, cancellationToken).Any(l => !l.DescendantNodes().Any(n => SyntaxFactory.AreEquivalent(n, path)));

    /// <summary>The expression that names the file: that of the diagnostic, the receiver of its call, what the <c>FileInfo</c> is made of, or the one of its pieces that ends in the name.</summary>
    private static ExpressionSyntax? PathOf(RepairRequest request, SemanticModel model, CancellationToken cancellationToken)
    {
        var node = request.Node is ArgumentSyntax argument ? argument.Expression : request.Node as ExpressionSyntax;
        node = node switch
        {
            MemberAccessExpressionSyntax access when access.Parent is InvocationExpressionSyntax => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when access.Expression is IdentifierNameSyntax && model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is ILocalSymbol or IFieldSymbol => access.Expression,
            _ => node,
        };
        if (node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } && model.GetTypeInfo(node, cancellationToken).Type?.Name is "FileInfo" or "DirectoryInfo")
        {
            node = arguments[0].Expression;
        }

        if (node is InterpolatedStringExpressionSyntax words && request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Path, out var named) && named != null && words.Contents.OfType<InterpolatedStringTextSyntax>().Any(static t => t.TextToken.Text.IndexOf(' ') >= 0))
        {
            var name = named.Substring(named.LastIndexOf('/') + 1);
            return words.Contents.OfType<InterpolationSyntax>().Select(static i => i.Expression)
                .FirstOrDefault(e => model.GetSymbolInfo(e, cancellationToken).Symbol is ILocalSymbol local && PathUses.InitializerOf(local, cancellationToken)?.ToString().IndexOf(name, StringComparison.Ordinal) >= 0);
        }

        return node;
    }

    private static async Task<(CompilationUnitSyntax Root, ExpressionSyntax Original)?> ChangeLocalAsync(
        CompilationUnitSyntax root, ILocalSymbol local, ExpressionSyntax use, SyntaxNode scope, SemanticModel model, RepairRequest request, CancellationToken cancellationToken)
    {
        // The text of a StringBuilder is more than what it starts with.
        if (local.Type.Name == "StringBuilder" || PathUses.InitializerOf(local, cancellationToken) is not { } initializer || PathUses.IsMadeOnce(initializer, use) || !scope.Contains(initializer) || initializer.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables.Count: 1 } declaration)
        {
            return null;
        }

        // What spells the path once more takes the local, which has to be known there.
        var others = PathSpelling.OthersOf(initializer, scope, model, cancellationToken);
        if (!PathUses.AreOwn(PathUses.Of(local, scope, model, cancellationToken).Concat(others), use) || others.Any(o => o.SpanStart < declaration.Span.End || declaration.Parent?.Span.Contains(o.Span) != true))
        {
            return null;
        }

        // `var info = new FileInfo(path)`, `var copy = path`: the name is made further up.
        var named = initializer is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation ? creation.ArgumentList!.Arguments[0].Expression : initializer;
        switch (model.GetSymbolInfo(named, cancellationToken).Symbol)
        {
            case ILocalSymbol outer:
                return await ChangeLocalAsync(root, outer, named, scope, model, request, cancellationToken).ConfigureAwait(false);
            case (IFieldSymbol or IPropertySymbol or IMethodSymbol { Parameters.Length: 0 }) and { DeclaringSyntaxReferences.Length: 1 } member:
                return await ChangeMemberAsync(root, member, named, scope, model, request, cancellationToken).ConfigureAwait(false);
            case IFieldSymbol or IPropertySymbol or IParameterSymbol:
                return null;
        }

        if (await UniqueAsync(initializer, scope, model, request, cancellationToken).ConfigureAwait(false) is not { } unique)
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

        var name = local.Type.SpecialType == SpecialType.System_String ? local.Name : local.Name + ".FullName";
        return (root.ReplaceNodes(others.Append<SyntaxNode>(declaration), (old, _) => old == declaration ? fresh : SyntaxFactory.ParseExpression(name).WithTriviaFrom(old)), initializer);
    }

    private static async Task<(CompilationUnitSyntax Root, ExpressionSyntax Original)?> ChangeMemberAsync(
        CompilationUnitSyntax root, ISymbol symbol, ExpressionSyntax use, SyntaxNode scope, SemanticModel model, RepairRequest request, CancellationToken cancellationToken)
    {
        if (await PathMember.FindAsync(symbol, request.Document, scope, cancellationToken).ConfigureAwait(false) is not { } member
            || member.Uses.Concat(PathSpelling.OthersOf(use, scope, model, cancellationToken).Where(o => !member.Uses.Any(u => u.Span.OverlapsWith(o.Span)))).ToList() is var uses
            && !PathUses.AreOwn(uses, use) || (UniqueName.IsUnique(member.Value) ? member.Value : UniqueName.Of(member.Value)) is not { } unique)
        {
            return null;
        }

        var local = Names.ForLocal(Names.Bare(symbol.Name), model, member.Uses[0].SpanStart, scope);
        return PathUses.Hoist(root, uses, local, unique.WithoutTrivia(), member.Obsolete) is { } changed ? (changed, member.Original) : null;
    }

    /// <summary>The path with a GUID in its last name, which may be the argument of a helper that puts paths together.</summary>
    private static async Task<ExpressionSyntax?> UniqueAsync(ExpressionSyntax path, SyntaxNode scope, SemanticModel model, RepairRequest request, CancellationToken cancellationToken)
    {
        if (UniqueName.Of(path) is { } unique)
        {
            return unique;
        }

        if (path is not InvocationExpressionSyntax call || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { DeclaringSyntaxReferences.Length: 1, IsVirtual: false, IsOverride: false, IsAbstract: false } method
            || PathMember.ValueOf(await method.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false)) is not { } returned
            || UniqueName.LastNameOf(returned) is not { } last || method.Parameters.FirstOrDefault(p => p.Name == last) is not { Type.SpecialType: SpecialType.System_String } parameter
            || call.ArgumentList.Arguments.FirstOrDefault(a => a.NameColon == null ? call.ArgumentList.Arguments.IndexOf(a) == parameter.Ordinal : a.NameColon.Name.Identifier.ValueText == last)?.Expression is not { } name
            || UniqueName.Of(name) is not { } other)
        {
            return null;
        }

        var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
        return symbol is null || symbol is IFieldSymbol or IPropertySymbol && await PathMember.FindAsync(symbol, request.Document, scope, cancellationToken).ConfigureAwait(false) != null ? call.ReplaceNode(name, other) : null;
    }

    private static async Task<(CompilationUnitSyntax Root, ExpressionSyntax Original)?> ChangeExpressionAsync(
        CompilationUnitSyntax root, ExpressionSyntax path, SyntaxNode scope, SemanticModel model, RepairRequest request, CancellationToken cancellationToken)
    {
        if (await UniqueAsync(path, scope, model, request, cancellationToken).ConfigureAwait(false) is not { } unique)
        {
            return null;
        }

        var uses = scope.DescendantNodes().OfType<ExpressionSyntax>().Where(e => SyntaxFactory.AreEquivalent(e, path)).ToList();
        uses.AddRange(PathSpelling.OthersOf(path, scope, model, cancellationToken).Where(o => !uses.Any(u => u.Span.OverlapsWith(o.Span))));
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
        return PathUses.Hoist(root, uses, local, unique.WithoutTrivia(), Array.Empty<SyntaxNode>(), (path as LiteralExpressionSyntax)?.Token.ValueText) is { } changed ? (changed, path) : null;
    }
}
