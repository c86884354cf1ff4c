using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>The declaration of a function that becomes asynchronous, and who may call it.</summary>
internal static class AsyncSignature
{
    /// <summary>The method or local function with <c>async</c>, returning a task of what it returned.</summary>
    public static SyntaxNode Method(SyntaxNode function, string task) => function switch
    {
        MethodDeclarationSyntax method => Async(Returning(method, task)),
        LocalFunctionStatementSyntax local => Async(local.WithReturnType(TaskOf(local.ReturnType, task))),
        _ => function,
    };

    public static MethodDeclarationSyntax Returning(MethodDeclarationSyntax method, string task) => method.WithReturnType(TaskOf(method.ReturnType, task));

    /// <summary>The same declaration with the modifier <c>async</c>.</summary>
    public static SyntaxNode Async(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method when method.Modifiers.Count > 0 => method.WithModifiers(method.Modifiers.Add(Keyword)),
        MethodDeclarationSyntax method => method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(Keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()))),
        LocalFunctionStatementSyntax local when local.Modifiers.Count > 0 => local.WithModifiers(local.Modifiers.Add(Keyword)),
        LocalFunctionStatementSyntax local => local.WithReturnType(local.ReturnType.WithoutLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(Keyword.WithLeadingTrivia(local.ReturnType.GetLeadingTrivia()))),
        _ => function,
    };

    public static SyntaxNode Lambda(AnonymousFunctionExpressionSyntax lambda)
    {
        if (lambda.Modifiers.Count > 0)
        {
            return lambda.WithModifiers(lambda.Modifiers.Add(Keyword));
        }

        var leading = lambda.GetLeadingTrivia();
        return lambda.WithoutLeadingTrivia().WithAsyncKeyword(Keyword.WithLeadingTrivia(leading));
    }

    private static SyntaxToken Keyword => SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);

    private static TypeSyntax TaskOf(TypeSyntax returned, string task)
    {
        var isVoid = returned is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        return SyntaxFactory.ParseTypeName(isVoid ? task : task + "<" + returned.WithoutTrivia() + ">").WithTriviaFrom(returned);
    }

    /// <summary>May the lambda return a task instead: to the runtime, to an endpoint, to <c>Task.Run</c>?</summary>
    public static bool MayChange(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) =>
        lambda.Parent is ArgumentSyntax argument && TakesTasks(argument, model, cancellationToken);

    /// <summary>Is the argument given to a parameter that takes functions with and without a task alike?</summary>
    public static bool TakesTasks(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        return (method.ContainingType.Name, method.Name) is ("LambdaBootstrapBuilder", "Create") or ("HandlerWrapper", "GetHandlerWrapper") or ("Task", "Run")
            || model.GetTypeInfo(argument.Expression, cancellationToken).ConvertedType is { Name: "Delegate", ContainingNamespace.Name: "System" };
    }

    /// <summary>
    /// Is the function, which nobody in the solution calls, called by a runtime that takes a task as well: an entry point, a controller, a test? A private one is called by nobody.
    /// </summary>
    public static bool IsCalledByRuntime(SyntaxNode function, IMethodSymbol symbol, Location? entry)
    {
        if (entry?.SourceTree?.FilePath == function.SyntaxTree.FilePath && function.Span.Contains(entry.SourceSpan) && symbol.Locations.Any(l => l.SourceSpan == entry.SourceSpan))
        {
            return true;
        }

        if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.NotApplicable || symbol.Parameters.Any(static p => p.Type.Name == "ILambdaContext"))
        {
            return true;
        }

        for (INamedTypeSymbol? type = symbol.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "ControllerBase")
            {
                return true;
            }
        }

        return symbol.GetAttributes().Any(static a => a.AttributeClass?.Name is "LambdaFunctionAttribute" or "FactAttribute" or "TheoryAttribute" or "TestAttribute" or "TestCaseAttribute" or "TestMethodAttribute");
    }
}
