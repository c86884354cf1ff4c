using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>
/// Lets a function await, and every caller of it in the solution as well, up to functions that are asynchronous already or that a runtime calls. All or nothing: one caller
/// that cannot follow (a constructor, a property, a delegate, a lock) and nothing is changed.
/// </summary>
internal sealed class AsyncConversion(Solution solution, StateEdits edits, Location? entry)
{
    /// <summary>Functions that may change together; beyond it nobody would review the change.</summary>
    private const int MostFunctions = 40;

    private readonly HashSet<SyntaxNode> _converted = new();

    /// <summary>May <c>await</c> stand at this node, once the edits are made?</summary>
    public async Task<bool> AllowAwaitAsync(Document document, SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (AsyncObstacles.Around(node))
        {
            return false;
        }

        var function = Functions.Around(node);
        if (function is null)
        {
            return node.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null;
        }

        return !AsyncObstacles.LocksByThread(function) && (Functions.IsAsync(function) || await ConvertAsync(document, model, function, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes the function asynchronous, and awaits it wherever it is called.</summary>
    public async Task<bool> ConvertAsync(Document document, SemanticModel model, SyntaxNode function, CancellationToken cancellationToken)
    {
        if (_converted.Contains(function))
        {
            return true;
        }

        if (_converted.Count >= MostFunctions || Functions.Symbol(function, model, cancellationToken) is not { } symbol || AsyncObstacles.Forbid(function, symbol))
        {
            return false;
        }

        _converted.Add(function);
        switch (function)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                if (!AsyncSignature.MayChange(lambda, model, cancellationToken))
                {
                    return false;
                }

                await edits.ReplaceAsync(document.Id, lambda, static current => AsyncSignature.Lambda((AnonymousFunctionExpressionSyntax)current), cancellationToken).ConfigureAwait(false);
                return true;
            case MethodDeclarationSyntax or LocalFunctionStatementSyntax when AsyncReturns.IsTask(symbol.ReturnType):
                return !Functions.IsAsync(function) && await AsyncReturns.RewriteAsync(document, function, symbol, edits, cancellationToken).ConfigureAwait(false);
            case MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                var task = edits.TypeName(document.Id, model, function.SpanStart, "System.Threading.Tasks", "Task", symbol.ReturnsVoid ? 0 : 1);
                await edits.ReplaceAsync(document.Id, function, current => AsyncSignature.Method(current, task), cancellationToken).ConfigureAwait(false);
                return await AwaitCallersAsync(symbol, function, cancellationToken).ConfigureAwait(false);
            default:
                return false;
        }
    }

    /// <summary>Awaits every call of a function that is about to return a task.</summary>
    public async Task<bool> AwaitCallersAsync(IMethodSymbol symbol, SyntaxNode function, CancellationToken cancellationToken)
    {
        var isCalled = false;
        foreach (var found in await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false))
        {
            if (found.Definition is not IMethodSymbol definition
                || !SymbolEqualityComparer.Default.Equals(definition.OriginalDefinition, symbol.OriginalDefinition) && !await ChangeInterfaceAsync(definition, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            foreach (var location in found.Locations)
            {
                var root = (await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
                var token = root.FindToken(location.Location.SourceSpan.Start, findInsideTrivia: true);
                if (token.Parent is null || token.Parent.AncestorsAndSelf().Any(static n => n is StructuredTriviaSyntax) || IsNameOf(token.Parent))
                {
                    continue;
                }

                isCalled = true;
                var model = (await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
                if (location.IsImplicit || !await AwaitCallAsync(location.Document, model, token.Parent, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return isCalled || AsyncSignature.IsCalledByRuntime(function, symbol, entry);
    }

    private async Task<bool> AwaitCallAsync(Document document, SemanticModel model, SyntaxNode name, CancellationToken cancellationToken)
    {
        ExpressionSyntax? called = name is SimpleNameSyntax simple
            ? simple.Parent is MemberAccessExpressionSyntax access && access.Name == simple ? access : simple.Parent is MemberBindingExpressionSyntax ? null : simple
            : null;
        if (called?.Parent is not InvocationExpressionSyntax call || call.Expression != called)
        {
            // A method group: fine where the overload that takes a task is beside the other.
            return called?.Parent is ArgumentSyntax argument && AsyncSignature.TakesTasks(argument, model, cancellationToken);
        }

        if (!await AllowAwaitAsync(document, model, call, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await edits.ReplaceAsync(document.Id, call, current => BlockingExpression.Await((ExpressionSyntax)current, current, call.Parent), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The member of an interface of this solution that has no other implementation changes too.</summary>
    private async Task<bool> ChangeInterfaceAsync(IMethodSymbol member, CancellationToken cancellationToken)
    {
        if (member.ContainingType.TypeKind != TypeKind.Interface || member.DeclaringSyntaxReferences.Length != 1
            || (await SymbolFinder.FindImplementationsAsync(member, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Count() != 1
            || await member.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MethodDeclarationSyntax { Body: null, ExpressionBody: null } declaration
            || solution.GetDocument(declaration.SyntaxTree) is not { } document)
        {
            return false;
        }

        if (_converted.Add(declaration))
        {
            var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var task = edits.TypeName(document.Id, model, declaration.SpanStart, "System.Threading.Tasks", "Task", member.ReturnsVoid ? 0 : 1);
            await edits.ReplaceAsync(document.Id, declaration, current => AsyncSignature.Returning((MethodDeclarationSyntax)current, task), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static bool IsNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(static i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
}
