using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>One mention of a state in code: where it is, and what is done with it there.</summary>
internal sealed class StateUse
{
    public StateUse(DocumentId documentId, SemanticModel model, SimpleNameSyntax name)
    {
        DocumentId = documentId;
        Model = model;
        Name = name;
        Whole = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;
        Function = Functions.Around(name);
        Kind = KindOf(Outer);
    }

    public DocumentId DocumentId { get; }

    public SemanticModel Model { get; }

    public SimpleNameSyntax Name { get; }

    /// <summary>The expression that stands for the storage: <c>x</c>, <c>this.x</c>, <c>Type.x</c>, <c>other.x</c>.</summary>
    public ExpressionSyntax Whole { get; }

    /// <summary>The whole with the parentheses and <c>!</c> around it.</summary>
    public ExpressionSyntax Outer
    {
        get
        {
            var outer = Whole;
            while (outer.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            {
                outer = (ExpressionSyntax)outer.Parent;
            }

            return outer;
        }
    }

    /// <summary>The innermost method, accessor, lambda or local function around it; null in an initializer or a top-level statement.</summary>
    public SyntaxNode? Function { get; }

    public StateUseKind Kind { get; }

    public bool IsWrite => Kind is StateUseKind.Assigned or StateUseKind.Updated or StateUseKind.Coalesced;

    /// <summary>Is it the state of the current object, or a static one?</summary>
    public bool IsOwn => Whole is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        || Model.GetSymbolInfo(Name).Symbol?.IsStatic == true;

    /// <summary>Is it in a lambda that becomes an expression tree, where no reference can be taken?</summary>
    public bool IsInExpressionTree => Name.Ancestors().OfType<AnonymousFunctionExpressionSyntax>()
        .Any(l => Model.GetTypeInfo(l).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" });

    private StateUseKind KindOf(ExpressionSyntax outer)
    {
        if (Name.Parent is MemberBindingExpressionSyntax or NameColonSyntax or ExpressionColonSyntax or NameEqualsSyntax or QualifiedNameSyntax)
        {
            return StateUseKind.Other;
        }

        switch (outer.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == outer:
                return assignment.Parent is InitializerExpressionSyntax ? StateUseKind.Initialized
                    : assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? StateUseKind.Assigned
                    : assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? StateUseKind.Coalesced
                    : StateUseKind.Updated;
            case PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression:
            case PostfixUnaryExpressionSyntax postfix when postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression:
                return StateUseKind.Updated;
            case PrefixUnaryExpressionSyntax address when address.IsKind(SyntaxKind.AddressOfExpression):
            case RefExpressionSyntax:
                return StateUseKind.ByReference;
            case ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None):
                return IsInterlocked(argument) ? StateUseKind.Atomic : StateUseKind.ByReference;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } }:
                return StateUseKind.Named;
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple } when deconstruction.Left == tuple:
            case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: ForEachVariableStatementSyntax } }:
                return StateUseKind.Other;
            default:
                return StateUseKind.Read;
        }
    }

    private bool IsInterlocked(ArgumentSyntax argument) =>
        argument.Parent?.Parent is InvocationExpressionSyntax call
        && Model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { Name: "Interlocked" or "Volatile", ContainingNamespace.Name: "Threading" } };
}

internal enum StateUseKind
{
    Read,

    /// <summary><c>x = v</c></summary>
    Assigned,

    /// <summary><c>x ??= v</c></summary>
    Coalesced,

    /// <summary><c>x += v</c>, <c>x++</c></summary>
    Updated,

    /// <summary>In an object initializer: <c>new T { X = v }</c></summary>
    Initialized,

    /// <summary>By reference to <c>Interlocked</c> or <c>Volatile</c>.</summary>
    Atomic,

    /// <summary><c>ref x</c>, <c>out x</c>, <c>in x</c>, <c>&amp;x</c></summary>
    ByReference,

    /// <summary>In <c>nameof</c>.</summary>
    Named,

    /// <summary>Deconstruction, conditional access, patterns: nothing that a fix here can rewrite.</summary>
    Other,
}
