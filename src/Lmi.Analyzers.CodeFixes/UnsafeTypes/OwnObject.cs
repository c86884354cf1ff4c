using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Async;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>An object of its own for each call of a function, in place of one that all calls share.</summary>
internal static class OwnObject
{
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

        var declared = OwnLocal.DeclaredIn(function, users, local, lines(local, isAsync), model, cancellationToken);
        return declared == null || isAsync == Functions.IsAsync(function) ? declared : AsyncReturns.Awaited(declared);
    }
}
