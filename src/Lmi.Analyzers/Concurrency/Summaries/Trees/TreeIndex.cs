using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.Summaries.Trees;

/// <summary>
/// What one file declares, from syntax alone, kept as long as the tree. Declarations are walked at once; the names that members mention, and the hash of the
/// declarations, cost a walk over all tokens and are made only when somebody asks.
/// </summary>
internal sealed class TreeIndex
{
    /// <summary>Tokens of calls that no identifier spells out. A <c>new()</c> is none where its member spells out the type that it creates.</summary>
    public const string ImplicitCreation = "#new";
    public const string Operator = "#operator";
    public const string ForEach = "#foreach";
    public const string Using = "#using";
    public const string Await = "#await";
    public const string Indexer = "this[]";
    public const string Deconstruction = "#deconstruct";

    /// <summary>An implicit conversion has no token at all: every member might have one.</summary>
    public const string ImplicitConversion = "#conversion";

    /// <summary>Mentioned where a lock of any kind may be taken.</summary>
    public const string Lock = "#lock";

    private static readonly ConditionalWeakTable<SyntaxTree, TreeIndex> s_cache = new();

    private readonly List<SyntaxNode> _members = new();
    private readonly SyntaxNode _root;
    private readonly Lazy<Dictionary<string, List<int>>> _names;
    private readonly Lazy<ulong> _hash;

    private TreeIndex(SyntaxNode root)
    {
        _root = root;
        _names = new Lazy<Dictionary<string, List<int>>>(ReadNames);
        _hash = new Lazy<ulong>(HashDeclarations);
        if (root is CompilationUnitSyntax unit)
        {
            if (unit.Members.Any(SyntaxKind.GlobalStatement))
            {
                _members.Add(unit);
            }

            AddAliases(unit.Usings);
            AddMembers(unit.Members);
        }
    }

    /// <summary>Declarations that own executable code; see <see cref="MemberOf"/>.</summary>
    public IReadOnlyList<SyntaxNode> Members => _members;

    public List<TypeDeclarationSyntax> TypesWithBase { get; } = new();

    /// <summary>Declarations of what may keep an object: the variables of fields, properties without an expression body, parameters of primary constructors.</summary>
    public List<SyntaxNode> Storage { get; } = new();

    /// <summary>What <c>using X = A.B&lt;C&gt;;</c> lets code call A, B and C.</summary>
    public List<(string Alias, string Name)> Aliases { get; } = new();

    /// <summary>Methods with an attribute, or with one or two parameters: only these can be entry points.</summary>
    public List<MethodDeclarationSyntax> HandlerLike { get; } = new();

    /// <summary>Changes when anything but the inside of a body changes.</summary>
    public ulong DeclarationHash => _hash.Value;

    public static TreeIndex Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        s_cache.TryGetValue(tree, out var index) ? index : s_cache.GetValue(tree, t => new TreeIndex(t.GetRoot(cancellationToken)));

    /// <summary>Indices into <see cref="Members"/> of the members that have one of the tokens, in order.</summary>
    public IEnumerable<int> Mentioning(IReadOnlyList<string> tokens)
    {
        IReadOnlyList<int> one = Array.Empty<int>();
        SortedSet<int>? several = null;
        foreach (var token in tokens)
        {
            if (token == ImplicitConversion)
            {
                return Enumerable.Range(0, _members.Count);
            }

            var members = Mentioning(token);
            if (one.Count == 0)
            {
                one = members;
            }
            else if (members.Count > 0)
            {
                (several ??= new SortedSet<int>(one)).UnionWith(members);
            }
        }

        return (IEnumerable<int>?)several ?? one;
    }

    /// <summary>All tokens that some member has.</summary>
    public IEnumerable<string> Tokens => _names.Value.Keys;

    /// <summary>Indices into <see cref="Members"/> of the members that have the token.</summary>
    public IReadOnlyList<int> Mentioning(string token) => _names.Value.TryGetValue(token, out var members) ? members : Array.Empty<int>();

    /// <summary>Does <c>new()</c> stand where the declaration names its type?</summary>
    public static bool IsSpelledOut(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax };

    /// <summary>The member declaration that owns this piece of executable code, or null.</summary>
    public static SyntaxNode? MemberOf(SyntaxNode code)
    {
        for (var node = code; node != null; node = node.Parent)
        {
            if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or CompilationUnitSyntax or TypeDeclarationSyntax
                or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax })
            {
                return node;
            }
        }

        return null;
    }

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax @namespace:
                    AddAliases(@namespace.Usings);
                    AddMembers(@namespace.Members);
                    break;
                case TypeDeclarationSyntax type:
                    if (type.BaseList != null)
                    {
                        TypesWithBase.Add(type);
                    }

                    if (type.ParameterList != null)
                    {
                        _members.Add(type);
                        Storage.AddRange(type.ParameterList.Parameters);
                    }

                    AddMembers(type.Members);
                    break;
                case BaseMethodDeclarationSyntax method:
                    if (method is MethodDeclarationSyntax ordinary && (ordinary.AttributeLists.Count > 0 || ordinary.ParameterList.Parameters.Count is 1 or 2))
                    {
                        HandlerLike.Add(ordinary);
                    }

                    if (method.Body != null || method.ExpressionBody != null || method is ConstructorDeclarationSyntax { Initializer: not null })
                    {
                        _members.Add(method);
                    }

                    break;
                case BasePropertyDeclarationSyntax property:
                    AddProperty(property);
                    break;
                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        if (field is FieldDeclarationSyntax)
                        {
                            Storage.Add(variable);
                        }

                        if (variable.Initializer != null)
                        {
                            _members.Add(variable);
                        }
                    }

                    break;
            }
        }
    }

    private void AddProperty(BasePropertyDeclarationSyntax property)
    {
        if (property is PropertyDeclarationSyntax { ExpressionBody: null })
        {
            Storage.Add(property);
        }

        if (property is PropertyDeclarationSyntax { ExpressionBody: not null } or PropertyDeclarationSyntax { Initializer: not null } or IndexerDeclarationSyntax { ExpressionBody: not null })
        {
            _members.Add(property);
        }

        if (property.AccessorList == null)
        {
            return;
        }

        foreach (var accessor in property.AccessorList.Accessors)
        {
            if (accessor.Body != null || accessor.ExpressionBody != null)
            {
                _members.Add(accessor);
            }
        }
    }

    private void AddAliases(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive is { Alias: { } alias, NamespaceOrType: { } target })
            {
                foreach (var token in target.DescendantTokens())
                {
                    if (token.IsKind(SyntaxKind.IdentifierToken))
                    {
                        Aliases.Add((alias.Name.Identifier.ValueText, token.ValueText));
                    }
                }
            }
        }
    }

    private Dictionary<string, List<int>> ReadNames()
    {
        var names = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _members.Count; i++)
        {
            foreach (var code in CodeOf(_members[i]))
            {
                foreach (var token in code.DescendantTokens())
                {
                    if (NameOf(token) is { } name)
                    {
                        Add(names, name, i);
                    }

                    if (MayLock(token))
                    {
                        Add(names, Lock, i);
                    }
                }
            }
        }

        return names;
    }

    private static IEnumerable<SyntaxNode> CodeOf(SyntaxNode member)
    {
        switch (member)
        {
            case CompilationUnitSyntax unit:
                foreach (var statement in unit.Members)
                {
                    if (statement is GlobalStatementSyntax)
                    {
                        yield return statement;
                    }
                }

                break;
            case TypeDeclarationSyntax type:
                yield return type.ParameterList!;
                if (type.BaseList != null)
                {
                    yield return type.BaseList;
                }

                break;
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration }:
                yield return declaration.Type;
                yield return member;
                break;
            case ConstructorDeclarationSyntax { Initializer: null, Parent: TypeDeclarationSyntax { BaseList: { } bases } }:
                yield return bases; // its constructor is called, written or not
                yield return member;
                break;
            default:
                yield return member;
                break;
        }
    }

    private static string? NameOf(SyntaxToken token)
    {
        switch (token.RawKind)
        {
            case (int)SyntaxKind.IdentifierToken:
                return token.ValueText;
            case (int)SyntaxKind.NewKeyword when token.Parent is ImplicitObjectCreationExpressionSyntax creation && !IsSpelledOut(creation):
            case (int)SyntaxKind.BaseKeyword when token.Parent is ConstructorInitializerSyntax:
                return ImplicitCreation;
            case (int)SyntaxKind.ForEachKeyword:
                return ForEach;
            case (int)SyntaxKind.UsingKeyword:
                return Using;
            case (int)SyntaxKind.AwaitKeyword:
                return Await;
            case (int)SyntaxKind.OpenBracketToken when token.Parent is BracketedArgumentListSyntax:
                return Indexer;
            case (int)SyntaxKind.OpenParenToken when token.Parent is ParenthesizedVariableDesignationSyntax or PositionalPatternClauseSyntax or TupleExpressionSyntax:
                return Deconstruction;
            case (int)SyntaxKind.OpenBraceToken when token.Parent.IsKind(SyntaxKind.CollectionInitializerExpression):
                return "Add";
            default:
                return token.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax
                    || token.Parent is AssignmentExpressionSyntax && !token.IsKind(SyntaxKind.EqualsToken) ? Operator : null;
        }
    }

    /// <summary>A lock statement, or a name that a member which takes a lock could have.</summary>
    private static bool MayLock(SyntaxToken token) => token.RawKind switch
    {
        (int)SyntaxKind.LockKeyword => true,
        (int)SyntaxKind.IdentifierToken => token.ValueText is { Length: > 3 } name
            && (name[0] is 'E' or 'T' or 'W' or 'A' or 'U' or 'S' && (name.StartsWith("Enter", StringComparison.Ordinal) || name.StartsWith("TryEnter", StringComparison.Ordinal) || name.StartsWith("Wait", StringComparison.Ordinal)
                    || name.StartsWith("Acquire", StringComparison.Ordinal) || name is "UpgradeToWriterLock" or "Synchronized")
                || name == "FileShare" || name.IndexOf("Lock", StringComparison.Ordinal) >= 0),
        _ => false,
    };

    private static void Add(Dictionary<string, List<int>> names, string name, int member)
    {
        if (!names.TryGetValue(name, out var members))
        {
            names[name] = members = new List<int>(1);
        }

        if (members.Count == 0 || members[members.Count - 1] != member)
        {
            members.Add(member);
        }
    }

    private ulong HashDeclarations()
    {
        var hash = 14695981039346656037UL;
        foreach (var token in _root.DescendantTokens(static node => !IsBody(node)))
        {
            hash = (hash ^ (uint)token.Text.GetHashCode()) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>What binding elsewhere does not depend on. A constant's value is no body: others are bound with it.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax => true,
        EqualsValueClauseSyntax => node.Parent is not (EnumMemberDeclarationSyntax or ParameterSyntax)
            && !(node.Parent?.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword)),
        _ => false,
    };
}
