using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Async;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>What a function returns, to one who can no longer use what the function owned.</summary>
internal static class Returned
{
    /// <summary>Is everything that the method returns there when it ends: no query, nothing that is still to be enumerated or read?</summary>
    public static bool IsLoaded(SyntaxNode function, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var isTask = AsyncReturns.IsTask(method.ReturnType);
        var returned = isTask ? method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null : method.ReturnsVoid ? null : method.ReturnType;
        if (returned is null or { IsValueType: true } or { SpecialType: SpecialType.System_String })
        {
            return true;
        }

        var values = function.DescendantNodes(n => n == function || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Select(static r => r.Expression!).ToList();
        values.AddRange(function switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: var value } => new[] { value },
            LocalFunctionStatementSyntax { ExpressionBody.Expression: var value } => new[] { value },
            LambdaExpressionSyntax { ExpressionBody: { } value } => new[] { value },
            _ => System.Array.Empty<ExpressionSyntax>(),
        });
        return values.All(v => v is ThrowExpressionSyntax || IsWhole(TypeOf(v, model, cancellationToken) ?? returned));
    }

    private static ITypeSymbol? TypeOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = model.GetTypeInfo(value, cancellationToken).Type;
        return type is not null && AsyncReturns.IsTask(type) ? type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null : type;
    }

    private static bool IsWhole(ITypeSymbol type) =>
        type is IArrayTypeSymbol or { IsValueType: true } or { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_Object }
        && !type.AllInterfaces.Append(type).Any(static i => i.SpecialType == SpecialType.System_IDisposable || i.Name is "IQueryable" or "IAsyncEnumerable" or "IAsyncDisposable");
}
