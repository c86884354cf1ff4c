using System.Linq;
using System.Threading;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.LazyInitialization;

/// <summary>The type that a <c>Lazy&lt;T&gt;</c> has for a state, and the delegate that makes its value.</summary>
internal sealed class LazyFactory
{
    private readonly LazyShape _shape;
    private readonly StateUses _uses;

    private LazyFactory(LazyShape shape, StateUses uses, TypeSyntax valueType, bool isAsync, bool keepsNull)
    {
        _shape = shape;
        _uses = uses;
        ValueType = valueType;
        IsAsync = isAsync;
        KeepsNull = keepsNull;
    }

    /// <summary>What each use gets: the type of the state, without <c>?</c> when the factory never makes null.</summary>
    public TypeSyntax ValueType { get; }

    public bool IsAsync { get; }

    public bool KeepsNull { get; }

    /// <summary>Null when the value cannot be told from its absence: a plain number or struct.</summary>
    public static LazyFactory? Of(LazyShape shape, StateUses uses, TypeSyntax declared, bool isAsync, CancellationToken cancellationToken)
    {
        var made = shape.Write.Model.GetTypeInfo(shape.Value, cancellationToken);
        if (uses.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            return declared is NullableTypeSyntax nullable && made.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
                ? new LazyFactory(shape, uses, nullable.ElementType.WithoutTrivia(), isAsync, keepsNull: false)
                : null;
        }

        if (!uses.Type.IsReferenceType || uses.Type is ITypeParameterSymbol)
        {
            return null;
        }

        var keepsNull = declared is NullableTypeSyntax && made.Nullability.FlowState == NullableFlowState.MaybeNull;
        var type = declared is NullableTypeSyntax annotated && !keepsNull ? annotated.ElementType : declared;
        if (type.IsVar)
        {
            type = SyntaxFactory.ParseTypeName(uses.Type.WithNullableAnnotation(keepsNull ? NullableAnnotation.Annotated : NullableAnnotation.NotAnnotated).ToMinimalDisplayString(uses.HomeModel, declared.SpanStart));
        }

        return new LazyFactory(shape, uses, type.WithoutTrivia(), isAsync, keepsNull);
    }

    /// <summary><c>() => F</c>, for lines at this indentation.</summary>
    public LambdaExpressionSyntax Lambda(string indent, string unit, string newLine, CancellationToken cancellationToken)
    {
        if (_shape.Factory.IsEmpty)
        {
            var value = _shape.Value.WithoutTrivia();
            var isAsync = IsAsync;
            if (isAsync && AwaitedTask(cancellationToken) is { } task)
            {
                value = task;
                isAsync = false;
            }

            var simple = (ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression((isAsync ? "async " : "") + "() => x");
            return simple.WithExpressionBody(Layout.Move(value, Layout.IndentOf(_shape.Value), indent));
        }

        var text = (IsAsync ? "async " : "") + "() =>\n" + indent + "{\n" + indent + unit + "BODY();\n" + indent + "}";
        var lambda = (ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression(text.Replace("\n", newLine));
        var place = lambda.Block!.Statements[0];
        return lambda.ReplaceNode(place, Statements(indent + unit, newLine));
    }

    private SyntaxNode[] Statements(string indent, string newLine)
    {
        var from = Layout.IndentOf(_shape.Factory[0]);
        var assignment = (ExpressionStatementSyntax)_shape.Assignment.Parent!;
        var isLast = _shape.Factory.Last() == assignment;
        var local = Names.ForLocal(_uses.State.Name, _shape.Write.Model, assignment.SpanStart, _shape.Factory.ToArray<SyntaxNode>());
        var result = _shape.Factory.Select(statement =>
        {
            SyntaxNode rewritten = statement;
            if (statement == assignment)
            {
                var text = isLast ? "return x;" : "var " + local + " = x;";
                var made = SyntaxFactory.ParseStatement(text);
                var place = made.DescendantNodes().OfType<IdentifierNameSyntax>().Last();
                rewritten = made.ReplaceNode(place, _shape.Value.WithoutTrivia()).WithTriviaFrom(statement);
            }
            else
            {
                var mentions = _uses.All.Where(u => statement.Span.Contains(u.Name.Span) && u.Name.SyntaxTree == statement.SyntaxTree).Select(static u => u.Whole);
                rewritten = statement.ReplaceNodes(mentions, (original, _) => SyntaxFactory.IdentifierName(local).WithTriviaFrom(original));
            }

            return (SyntaxNode)Layout.OnOwnLine(Reindented((StatementSyntax)rewritten, statement, from, indent), indent, newLine);
        }).ToList();
        if (!isLast)
        {
            result.Add(SyntaxFactory.ParseStatement(indent + "return " + local + ";" + newLine));
        }

        return result.ToArray();
    }

    private static StatementSyntax Reindented(StatementSyntax rewritten, StatementSyntax original, string from, string to) =>
        rewritten == original ? Layout.Move(original, from, to) : Layout.Move(rewritten, from, to);

    /// <summary>The task of a factory that is nothing but <c>await task</c>, when it is a task of just this type.</summary>
    private ExpressionSyntax? AwaitedTask(CancellationToken cancellationToken)
    {
        if (_shape.Value is not AwaitExpressionSyntax { Expression: var awaited })
        {
            return null;
        }

        if (awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } })
        {
            awaited = configured;
        }

        return _shape.Write.Model.GetTypeInfo(awaited, cancellationToken).Type is INamedTypeSymbol { Name: "Task", Arity: 1 } task
            && SymbolEqualityComparer.Default.Equals(task.TypeArguments[0], StateValueType()) && (task.TypeArguments[0].NullableAnnotation != NullableAnnotation.Annotated || KeepsNull)
            ? awaited.WithoutTrivia()
            : null;
    }

    private ITypeSymbol StateValueType() =>
        _uses.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : _uses.Type;
}
