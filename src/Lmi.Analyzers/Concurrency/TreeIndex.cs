using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency;

/// <summary>
/// What one file declares and which names each of its members mentions, from syntax alone. One pass over the tokens, kept as long as the tree.
/// </summary>
internal sealed class TreeIndex
{
    /// <summary>Names of calls that no identifier spells out.</summary>
    public const string ImplicitCreation = "#new";
    public const string Operator = "#operator";
    public const string ForEach = "#foreach";
    public const string Using = "#using";
    public const string Indexer = "#this";

    private static readonly ConditionalWeakTable<SyntaxTree, TreeIndex> s_cache = new();

    private readonly Dictionary<string, List<int>> _names = new(StringComparer.Ordinal);
    private readonly List<SyntaxNode> _members = new();
    private ulong _hash = 14695981039346656037UL;

    private TreeIndex(SyntaxNode root, CancellationToken cancellationToken)
    {
        Walk(root, cancellationToken);
        DeclarationHash = _hash;
    }

    /// <summary>Declarations that own executable code; see <see cref="MemberOf"/>.</summary>
    public IReadOnlyList<SyntaxNode> Members => _members;

    public List<TypeDeclarationSyntax> TypesWithBase { get; } = new();

    /// <summary>Methods with an attribute, or with one or two parameters: only these can be entry points.</summary>
    public List<MethodDeclarationSyntax> HandlerLike { get; } = new();

    /// <summary>Changes when anything but the inside of a body changes.</summary>
    public ulong DeclarationHash { get; }

    public static TreeIndex Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!s_cache.TryGetValue(tree, out var index))
        {
            index = s_cache.GetValue(tree, t => new TreeIndex(t.GetRoot(cancellationToken), cancellationToken));
        }

        return index;
    }

    /// <summary>Indices into <see cref="Members"/> of the members that mention the name.</summary>
    public IReadOnlyList<int> Mentioning(string name) => _names.TryGetValue(name, out var members) ? members : Array.Empty<int>();

    /// <summary>The member declaration that owns this piece of executable code, or null.</summary>
    public static SyntaxNode? MemberOf(SyntaxNode code)
    {
        for (var node = code; node != null; node = node.Parent)
        {
            if (IsMember(node) || node is CompilationUnitSyntax or TypeDeclarationSyntax)
            {
                return node;
            }
        }

        return null;
    }

    private static bool IsMember(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax => true,
        AccessorDeclarationSyntax => true,
        PropertyDeclarationSyntax p => p.ExpressionBody != null || p.Initializer != null,
        IndexerDeclarationSyntax i => i.ExpressionBody != null,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } => true,
        _ => false,
    };

    private void Walk(SyntaxNode node, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (node)
        {
            case CompilationUnitSyntax unit when HasStatements(unit):
                Enter(unit);
                break;
            case TypeDeclarationSyntax type:
                if (type.BaseList != null)
                {
                    TypesWithBase.Add(type);
                }

                if (type.ParameterList != null)
                {
                    Enter(type);
                    AddNames(type.ParameterList);
                    if (type.BaseList != null)
                    {
                        AddNames(type.BaseList);
                    }
                }

                break;
            case MethodDeclarationSyntax method:
                if (method.AttributeLists.Count > 0 || method.ParameterList.Parameters.Count is 1 or 2)
                {
                    HandlerLike.Add(method);
                }

                Enter(method);
                break;
            case VariableDeclaratorSyntax declarator when IsMember(declarator):
                Enter(declarator);
                AddName(declarator.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property when IsMember(property):
                Enter(property);
                AddName(property.Identifier.ValueText);
                break;
            default:
                if (IsMember(node))
                {
                    Enter(node);
                }

                break;
        }

        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.IsToken)
            {
                Mix(child.AsToken());
            }
            else if (child.AsNode() is { } childNode)
            {
                if (IsBody(childNode))
                {
                    AddNames(childNode);
                    if (IsPartOfType(childNode))
                    {
                        MixAll(childNode);
                    }
                }
                else
                {
                    Walk(childNode, cancellationToken);
                }
            }
        }
    }

    private static bool HasStatements(CompilationUnitSyntax unit)
    {
        foreach (var member in unit.Members)
        {
            if (member is GlobalStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax => true,
        EqualsValueClauseSyntax => node.Parent is not (EnumMemberDeclarationSyntax or ParameterSyntax),
        _ => false,
    };

    /// <summary>A constant's value takes part in the binding of others.</summary>
    private static bool IsPartOfType(SyntaxNode body) =>
        body is EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } && field.Modifiers.Any(SyntaxKind.ConstKeyword);

    private void Enter(SyntaxNode member) => _members.Add(member);

    private void AddNames(SyntaxNode code)
    {
        if (_members.Count == 0)
        {
            return;
        }

        foreach (var token in code.DescendantTokens())
        {
            switch (token.RawKind)
            {
                case (int)SyntaxKind.IdentifierToken:
                    AddName(token.ValueText);
                    break;
                case (int)SyntaxKind.NewKeyword when token.Parent is ImplicitObjectCreationExpressionSyntax:
                    AddName(ImplicitCreation);
                    break;
                case (int)SyntaxKind.ForEachKeyword:
                    AddName(ForEach);
                    break;
                case (int)SyntaxKind.UsingKeyword:
                    AddName(Using);
                    break;
                case (int)SyntaxKind.OpenBracketToken when token.Parent is BracketedArgumentListSyntax:
                    AddName(Indexer);
                    break;
                case (int)SyntaxKind.BaseKeyword or (int)SyntaxKind.ThisKeyword when token.Parent is ConstructorInitializerSyntax:
                    AddName(ImplicitCreation);
                    break;
                default:
                    if (token.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax)
                    {
                        AddName(Operator);
                    }

                    break;
            }
        }
    }

    private void AddName(string name)
    {
        var member = _members.Count - 1;
        if (!_names.TryGetValue(name, out var members))
        {
            _names[name] = members = new List<int>(1);
        }

        if (members.Count == 0 || members[members.Count - 1] != member)
        {
            members.Add(member);
        }
    }

    private void MixAll(SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
        {
            Mix(token);
        }
    }

    private void Mix(SyntaxToken token) => _hash = (_hash ^ (uint)token.Text.GetHashCode()) * 1099511628211UL;
}
