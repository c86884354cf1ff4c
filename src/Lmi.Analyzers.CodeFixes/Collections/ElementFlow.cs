using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>
/// Follows the collections that a shared dictionary holds from the dictionary into locals, loops and lambdas of one
/// document: every place that uses one, makes one or names its type. Gives up at the first step that it does not know.
/// </summary>
internal sealed class ElementFlow
{
    private readonly SemanticModel _model;
    private readonly CollectionKind _kind;
    private readonly CancellationToken _cancellationToken;
    private readonly Queue<ExpressionSyntax> _todo = new();
    private readonly HashSet<ExpressionSyntax> _elements = new();
    private readonly HashSet<ISymbol> _locals = new(SymbolEqualityComparer.Default);

    public ElementFlow(SemanticModel model, CollectionKind kind, CancellationToken cancellationToken)
    {
        _model = model;
        _kind = kind;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Expressions that are one of the collections, and use it.</summary>
    public List<SwapUse> Uses { get; } = new();

    /// <summary>Expressions that make one.</summary>
    public List<ExpressionSyntax> Creations { get; } = new();

    /// <summary>Written types of locals that hold one.</summary>
    public List<TypeSyntax> Types { get; } = new();

    /// <summary>Follows everything that comes out of, or goes into, one use of the dictionary.</summary>
    public bool Follow(SwapUse outer)
    {
        if (outer.Index is { } index)
        {
            return index.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } write && write.Left == index
                ? Source(write.Right)
                : Element(index);
        }

        switch (outer.Member)
        {
            case "":
                return outer.Receiver.Parent is CommonForEachStatementSyntax loop ? Pairs(loop)
                    : outer.Receiver.Parent is BinaryExpressionSyntax { Right: LiteralExpressionSyntax } or IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax };
            case "Count" or "IsEmpty" or "Keys" or "ContainsKey" or "Clear":
                return true;
            case "GetOrAdd" when outer.Call is { } call:
                return Source(outer.Argument(1)!) && Element(call);
            case "TryAdd" when outer.Call is not null:
                return Source(outer.Argument(1)!);
            case "TryGetValue" or "TryRemove" when outer.Call is { ArgumentList.Arguments.Count: 2 }:
                return Out(outer.Argument(1)!);
            case "GetValueOrDefault" when outer.Call is { ArgumentList.Arguments.Count: 1 } call:
                return Element(call);
            case "Values" when outer.Access is MemberAccessExpressionSyntax values:
                return Sequence(values, pairs: false);
            case "Any" or "All" or "Sum" or "Select" or "SelectMany" or "Max" or "Min" or "Average" when DictionaryLinq(outer):
                return Sequence(outer.Receiver, pairs: true);
            default:
                return false;
        }
    }

    /// <summary>Follows what was found so far to its last use.</summary>
    public bool Complete()
    {
        while (_todo.Count > 0)
        {
            var use = new SwapUse(_todo.Dequeue());
            switch (use.Receiver.Parent)
            {
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator } when declaration.Parent is LocalDeclarationStatementSyntax:
                    if (!Local(_model.GetDeclaredSymbol(declarator, _cancellationToken), declaration.Type))
                    {
                        return false;
                    }

                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == use.Receiver:
                    if (assignment.Left is IdentifierNameSyntax target && !_locals.Contains(_model.GetSymbolInfo(target, _cancellationToken).Symbol!))
                    {
                        return false;
                    }

                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } written when written.Left == use.Receiver:
                    if (!_elements.Contains(SwapContext.Unwrap(written.Right)!) && !Source(written.Right))
                    {
                        return false;
                    }

                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword }:
                    break;
                case ExpressionStatementSyntax:
                    break;
                default:
                    Uses.Add(use);
                    break;
            }
        }

        return true;
    }

    /// <summary>A value that is put in: a new collection, a factory of one, or a local that holds one.</summary>
    private bool Source(ExpressionSyntax value)
    {
        switch (SwapContext.Unwrap(value))
        {
            case BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax:
                Creations.Add(SwapContext.Unwrap(value)!);
                return true;
            case LambdaExpressionSyntax { ExpressionBody: { } body }:
                return Source(body);
            case LambdaExpressionSyntax { Block: { } block }:
                return block.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).OfType<ReturnStatementSyntax>().All(r => r.Expression is not null && Source(r.Expression));
            case IdentifierNameSyntax name when _model.GetSymbolInfo(name, _cancellationToken).Symbol is ILocalSymbol local:
                return Local(local, null) && _model.GetTypeInfo(name, _cancellationToken).Type is { } type && CollectionKind.Of(type) == _kind;
            default:
                return false;
        }
    }

    private bool Element(ExpressionSyntax expression)
    {
        _elements.Add(expression);
        if (expression.Parent is not ExpressionStatementSyntax)
        {
            _todo.Enqueue(expression);
        }

        return true;
    }

    private bool Out(ExpressionSyntax target) => target switch
    {
        DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } or IdentifierNameSyntax { Identifier.ValueText: "_" } => true,
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } declaration => Local(_model.GetDeclaredSymbol(designation, _cancellationToken), declaration.Type),
        IdentifierNameSyntax name => Local(_model.GetSymbolInfo(name, _cancellationToken).Symbol, null),
        _ => false,
    };

    /// <summary>Takes a local as a holder: its written type changes, all its uses are followed.</summary>
    private bool Local(ISymbol? symbol, TypeSyntax? written)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol) || symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        if (!_locals.Add(symbol))
        {
            return true;
        }

        var declaration = symbol.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken);
        if (declaration is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variables } declarator)
        {
            written ??= variables.Type;
            if (declarator.Initializer is { } initializer && SwapContext.Unwrap(initializer.Value) is BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax)
            {
                Creations.Add(SwapContext.Unwrap(initializer.Value)!);
            }
        }

        if (written is { IsVar: false })
        {
            Types.Add(written);
        }

        var scope = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? declaration.SyntaxTree.GetRoot(_cancellationToken);
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name
            && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(n, _cancellationToken).Symbol, symbol)))
        {
            _todo.Enqueue(name);
        }

        return true;
    }

    private bool Pairs(CommonForEachStatementSyntax loop)
    {
        if (loop is ForEachVariableStatementSyntax { Variable: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: { Count: 2 } parts } } })
        {
            return parts[1] is DiscardDesignationSyntax || (parts[1] is SingleVariableDesignationSyntax value && Local(_model.GetDeclaredSymbol(value, _cancellationToken), null));
        }

        return loop is ForEachStatementSyntax { Type.IsVar: true } each && PairValues(_model.GetDeclaredSymbol(each, _cancellationToken), each.Statement);
    }

    private bool PairValues(ISymbol? pair, SyntaxNode scope)
    {
        foreach (var name in scope.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(n, _cancellationToken).Symbol, pair)))
        {
            if (name.Parent is not MemberAccessExpressionSyntax member || member.Expression != name || member.Name.Identifier.ValueText is not ("Key" or "Value"))
            {
                return false;
            }

            if (member.Name.Identifier.ValueText == "Value")
            {
                _todo.Enqueue(member);
            }
        }

        return pair is not null;
    }

    /// <summary>A sequence of the collections, or of pairs: a loop over it, or a LINQ call whose lambda takes one.</summary>
    private bool Sequence(ExpressionSyntax sequence, bool pairs)
    {
        switch (sequence.Parent)
        {
            case ForEachStatementSyntax { Type.IsVar: true } loop when loop.Expression == sequence && !pairs:
                return Local(_model.GetDeclaredSymbol(loop, _cancellationToken), null);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" }:
                return true;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Any" or "All" or "Sum" or "Select" or "SelectMany" or "Max" or "Min" or "Average" or "Count", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } }
                when arguments[0].Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } body, Parameter: var parameter }:
                var symbol = _model.GetDeclaredSymbol(parameter, _cancellationToken);
                return pairs ? PairValues(symbol, body) : Local(symbol, null);
            default:
                return false;
        }
    }

    private bool DictionaryLinq(SwapUse outer) =>
        outer.Call is { } call && _model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "Enumerable" };
}
