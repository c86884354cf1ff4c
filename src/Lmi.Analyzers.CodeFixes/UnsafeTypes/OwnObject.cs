using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Locking;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>An object of its own for each call of a function, in place of one that all calls share.</summary>
internal static class OwnObject
{
    /// <summary>On each name of the object in a function that <see cref="MadeIn"/> returns.</summary>
    public static readonly SyntaxAnnotation Use = new("Lmi.Use");

    /// <summary>Does the function end after its work, and return nothing that is still to be read?</summary>
    public static bool MayBeIn(SyntaxNode function, ISymbol state, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!(function is MethodDeclarationSyntax || state is ILocalSymbol && function is LambdaExpressionSyntax or LocalFunctionStatementSyntax)
            || Functions.Symbol(function, model, cancellationToken) is not { } symbol
            || function.DescendantNodes().Any(static n => n is YieldStatementSyntax))
        {
            return false;
        }

        var returned = symbol.ReturnType;
        if (returned.Name is "Task" or "ValueTask")
        {
            if (!Functions.IsAsync(function) && (function is not MethodDeclarationSyntax || AsyncObstacles.Forbid(function, symbol)))
            {
                return false;
            }

            returned = returned is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null;
        }

        return returned is not { TypeKind: TypeKind.Interface or TypeKind.TypeParameter } and not { SpecialType: SpecialType.System_Object }
            && returned?.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable || i.Name is "IQueryable" or "IAsyncEnumerable") != true;
    }

    /// <summary>The function with the lines that make the object before its first use, and a local in place of the shared one. What hands out a task of that work awaits it. Null where that cannot be written.</summary>
    public static SyntaxNode? MadeIn(SyntaxNode function, List<StateUse> users, ISymbol state, Func<string, bool, IEnumerable<string>> lines, SemanticModel model, CancellationToken cancellationToken)
    {
        // A local takes the place of the captured one, or of the parameter of the type.
        var local = state is ILocalSymbol or IParameterSymbol ? state.Name : Names.ForLocal(state.Name, model, function.SpanStart, function);
        var isAsync = Functions.IsAsync(function) || Functions.Symbol(function, model, cancellationToken) is { ReturnType.Name: "Task" or "ValueTask" };

        // The places of the names survive the change from an arrow to a block.
        var text = users[0].Name.Identifier.ValueText;
        var places = NamesIn(function, text).Select((n, i) => (n, i)).Where(p => users.Exists(u => u.Name == p.n)).Select(static p => p.i).ToImmutableHashSet();
        var block = function;
        if (Body(function) == null)
        {
            var arrow = function switch
            {
                MethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody,
                LocalFunctionStatementSyntax inner => inner.ExpressionBody,
                _ => function,
            };
            if (arrow == null || ArrowBody.ToBlock(function, arrow, model, cancellationToken) is not { } converted)
            {
                return null;
            }

            block = converted;
        }

        var wholes = NamesIn(block, text).Where((_, i) => places.Contains(i)).Select(static n => n.Parent is MemberAccessExpressionSyntax m && m.Name == n ? (ExpressionSyntax)m : n).ToList();
        block = block.ReplaceNodes(wholes, (old, _) => SyntaxFactory.IdentifierName(local).WithTriviaFrom(old).WithAdditionalAnnotations(Use));
        var body = Body(block)!;
        var first = body.Statements.FirstOrDefault(static s => s.HasAnnotations(Use.Kind!) || s.GetAnnotatedNodes(Use).Any());
        if (first == null)
        {
            return null;
        }

        var newLine = Layout.NewLine(function.SyntaxTree);
        var leading = first.GetLeadingTrivia();
        var blank = leading.TakeWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        var indent = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Last().ToString() : "";
        var inserted = lines(local, isAsync).Select((line, i) => SyntaxFactory.ParseStatement(line).WithLeadingTrivia((i == 0 ? blank : new List<SyntaxTrivia>()).Append(SyntaxFactory.Whitespace(indent)))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));
        var statements = body.Statements.Replace(first, first.WithLeadingTrivia(leading.Skip(blank.Count)));
        block = block.ReplaceNode(body, body.WithStatements(statements.InsertRange(body.Statements.IndexOf(first), inserted)));
        return isAsync == Functions.IsAsync(function) ? block : AsyncReturns.Awaited(block);
    }

    private static IEnumerable<SimpleNameSyntax> NamesIn(SyntaxNode function, string text) => function.DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.Identifier.ValueText == text);

    private static BlockSyntax? Body(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };
}
