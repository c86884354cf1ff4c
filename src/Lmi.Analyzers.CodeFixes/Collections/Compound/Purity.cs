using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections.Compound;

/// <summary>What may be evaluated earlier, later, more often or less often without anybody noticing.</summary>
internal static class Purity
{
    /// <summary>
    /// True for names, literals, operators on them, and the creation of plain framework objects: not of what is disposed, which holds a file, a timer, a connection. Property reads count as
    /// pure: a getter with an effect is not something that a program can rely on.
    /// </summary>
    public static bool IsPure(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken, SyntaxNode? except = null) =>
        expression.DescendantNodesAndSelf(n => n != except && n is not TypeSyntax or SimpleNameSyntax).OfType<ExpressionSyntax>().All(n => n switch
        {
            _ when n == except => true,
            InvocationExpressionSyntax call => IsPureCall(call, model, cancellationToken),
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type is { } type && IsPlain(type),
            AssignmentExpressionSyntax assignment => assignment.Parent is InitializerExpressionSyntax,
            AwaitExpressionSyntax or ThrowExpressionSyntax or AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or StackAllocArrayCreationExpressionSyntax or DeclarationExpressionSyntax => false,
            PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            PrefixUnaryExpressionSyntax prefix => !prefix.IsKind(SyntaxKind.PreIncrementExpression) && !prefix.IsKind(SyntaxKind.PreDecrementExpression),
            _ => true,
        });

    public static bool AreSame(ExpressionSyntax? one, ExpressionSyntax? other) =>
        one is not null && other is not null && SyntaxFactory.AreEquivalent(one.WithoutTrivia(), other.WithoutTrivia());

    /// <summary>True when the statement only works out a value (or logs): nobody outside sees whether it ran once or twice.</summary>
    public static bool OnlyComputes(StatementSyntax statement, SemanticModel model, CancellationToken cancellationToken) => statement switch
    {
        LocalDeclarationStatementSyntax or EmptyStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax => true,
        BlockSyntax block => block.Statements.All(s => OnlyComputes(s, model, cancellationToken)),
        IfStatementSyntax branch => OnlyComputes(branch.Statement, model, cancellationToken)
            && (branch.Else is null || OnlyComputes(branch.Else.Statement, model, cancellationToken)),
        UsingStatementSyntax use => OnlyComputes(use.Statement, model, cancellationToken),
        CommonForEachStatementSyntax loop => OnlyComputes(loop.Statement, model, cancellationToken),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => IsLocal(assignment.Left, model, cancellationToken),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call } =>
            IsLog(call, model, cancellationToken) || (member.Expression is IdentifierNameSyntax receiver && model.GetSymbolInfo(receiver, cancellationToken).Symbol is ILocalSymbol),
        _ => false,
    };

    public static bool IsLocal(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression is IdentifierNameSyntax && model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None };

    /// <summary>Whether one of the statements may give a new value to something that the key is made of.</summary>
    public static bool Changes(IEnumerable<SyntaxNode> statements, ExpressionSyntax key, SemanticModel model, CancellationToken cancellationToken)
    {
        var set = new HashSet<ISymbol>(statements.SelectMany(s => StateDependence.LocalsSet(s, model, cancellationToken)), SymbolEqualityComparer.Default);
        return StateDependence.Mentions(key, set, model, cancellationToken);
    }

    /// <summary>An object whose creation nobody notices: it holds nothing that must be let go, and no code of ours runs to make it.</summary>
    private static bool IsPlain(ITypeSymbol type) =>
        !type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable || i.Name == "IAsyncDisposable")
        && (type.DeclaringSyntaxReferences.IsEmpty || type.IsRecord && type.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is RecordDeclarationSyntax record && !RunsCode(record)));

    private static bool RunsCode(RecordDeclarationSyntax record) => record.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any() == true
        || record.Members.Any(static m => m is ConstructorDeclarationSyntax || Initializers(m).Any(static i => i.DescendantNodesAndSelf().Any(static n => n is InvocationExpressionSyntax or AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression })));

    private static IEnumerable<SyntaxNode> Initializers(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax { Initializer: { } initializer } => new[] { initializer },
        FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.StaticKeyword) => field.Declaration.Variables.Where(static v => v.Initializer is not null).Select(static v => v.Initializer!),
        _ => Enumerable.Empty<SyntaxNode>(),
    };

    private static bool IsLog(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && (method.Name.StartsWith("Log", System.StringComparison.Ordinal) || method.ContainingType.Name is "Console" or "Debug" or "Trace" or "ILogger" or "ILambdaLogger");

    private static bool IsPureCall(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
        || (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { } type }
            && (type.SpecialType is SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime
                || type.ToDisplayString() is "System.Math" or "System.TimeSpan" or "System.DateTimeOffset"));
}
