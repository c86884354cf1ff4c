using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>The object that guards a state: one that already guards some of its accesses, or a new one beside its declaration.</summary>
internal static class LockObject
{
    /// <summary>Names the lock after the state, in the state's own style: <c>_cache</c> gives <c>_cacheLock</c>.</summary>
    public static string NameFor(ISymbol state, SemanticModel model, int position)
    {
        var taken = new HashSet<string>(model.LookupSymbols(position).Select(s => s.Name), StringComparer.Ordinal);
        if (state.ContainingType is { } type)
        {
            taken.UnionWith(type.MemberNames);
        }

        var name = state.Name + "Lock";
        for (var i = 2; taken.Contains(name); i++)
        {
            name = state.Name + "Lock" + i;
        }

        return name;
    }

    /// <summary>The name of the lock under which the state is already accessed; null when there is none of the same owner.</summary>
    public static string? Existing(
        ISymbol state, IEnumerable<(SimpleNameSyntax Name, SemanticModel Model)> accesses, CancellationToken cancellationToken) =>
        accesses
            .SelectMany(a => Around(a.Name).Select(l => a.Model.GetSymbolInfo(l, cancellationToken).Symbol))
            .Where(s => s is not null && CanGuard(s, state))
            .GroupBy(s => s!.Name)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)
            .FirstOrDefault();

    /// <summary>True when the access is already inside a lock on the object of that name.</summary>
    public static bool Holds(SyntaxNode access, string gate)
    {
        foreach (var ancestor in access.Ancestors())
        {
            if (LockedBy(ancestor, access).Any(l => NameOf(l) == gate))
            {
                return true;
            }

            if (ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The objects locked around a node by <c>lock</c>, or by <c>using</c> the scope of a <c>System.Threading.Lock</c>.</summary>
    private static IEnumerable<ExpressionSyntax> Around(SyntaxNode access) => access.Ancestors().SelectMany(a => LockedBy(a, access));

    private static IEnumerable<ExpressionSyntax> LockedBy(SyntaxNode ancestor, SyntaxNode access)
    {
        switch (ancestor)
        {
            case LockStatementSyntax statement when statement.Statement.Span.Contains(access.Span):
                return new[] { statement.Expression };
            case UsingStatementSyntax use when use.Statement.Span.Contains(access.Span):
                return Scoped(use.Expression ?? use.Declaration?.Variables[0].Initializer?.Value);
            case BlockSyntax block:
                return block.Statements.TakeWhile(s => s.Span.End <= access.SpanStart).OfType<LocalDeclarationStatementSyntax>()
                    .Where(static d => d.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)).SelectMany(static d => Scoped(d.Declaration.Variables[0].Initializer?.Value));
            default:
                return Array.Empty<ExpressionSyntax>();
        }
    }

    /// <summary>What <c>x.EnterScope()</c> locks. No other type has such a method.</summary>
    private static IEnumerable<ExpressionSyntax> Scoped(ExpressionSyntax? resource) =>
        resource is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EnterScope", Expression: var locked } } ? new[] { locked } : Array.Empty<ExpressionSyntax>();

    /// <summary>Does <c>lock</c> on this object mean the same to the compiler as its scope does? Not before C# 13 on a <c>System.Threading.Lock</c>.</summary>
    public static bool CanBeLocked(ISymbol? gate, ParseOptions options) =>
        gate is not IFieldSymbol { Type: { Name: "Lock", ContainingNamespace.Name: "Threading" } } || options is CSharpParseOptions { LanguageVersion: >= (LanguageVersion)1300 };

    /// <summary>The tree with the lock declared right after the state; null when there is no place for it.</summary>
    public static SyntaxNode? Declare(SyntaxNode root, SyntaxNode declaration, ISymbol state, string name, ParseOptions options)
    {
        var create = options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 } ? "new()" : "new object()";
        var newLine = Lines.NewLine(root);
        if (state is ILocalSymbol && declaration.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } local)
        {
            var text = Lines.IndentOf(local) + "object " + name + " = " + create + ";" + newLine;
            var statement = SyntaxFactory.ParseStatement(text);
            return local.Parent is GlobalStatementSyntax global
                ? root.InsertNodesAfter(global, new[] { SyntaxFactory.GlobalStatement(statement) })
                : local.Parent is BlockSyntax ? root.InsertNodesAfter(local, new[] { statement }) : null;
        }

        var member = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax);
        var type = declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is null)
        {
            return null;
        }

        var modifiers = state.IsStatic ? "private static readonly object " : "private readonly object ";
        if (member is not null && state is not IParameterSymbol)
        {
            var text = Lines.IndentOf(member) + modifiers + name + " = " + create + ";" + newLine;
            return root.InsertNodesAfter(member, new[] { SyntaxFactory.ParseMemberDeclaration(text)! });
        }

        // A captured primary-constructor parameter has no member of its own: the lock becomes the first member.
        if (state is not IParameterSymbol || type.Members.Count == 0)
        {
            return null;
        }

        var first = type.Members[0];
        var beforeFirst = SyntaxFactory.ParseMemberDeclaration(Lines.IndentOf(first) + modifiers + name + " = " + create + ";" + newLine + newLine)!;
        return root.InsertNodesBefore(first, new[] { beforeFirst });
    }

    private static bool CanGuard(ISymbol gate, ISymbol state) => state switch
    {
        ILocalSymbol => gate is ILocalSymbol && SymbolEqualityComparer.Default.Equals(gate.ContainingSymbol, state.ContainingSymbol),
        _ => gate is IFieldSymbol { IsReadOnly: true } field
            && SymbolEqualityComparer.Default.Equals(field.ContainingType, state.ContainingType)
            && (field.IsStatic || !state.IsStatic),
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
