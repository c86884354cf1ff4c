using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Names for what a fix declares, in the style of the names around it.</summary>
internal static class Names
{
    /// <summary>The bare words of a name: <c>_tenant</c>, <c>s_tenant</c> and <c>Tenant</c> give <c>tenant</c>.</summary>
    public static string Bare(string name)
    {
        var bare = name.StartsWith("s_", StringComparison.Ordinal) || name.StartsWith("m_", StringComparison.Ordinal) || name.StartsWith("t_", StringComparison.Ordinal)
            ? name.Substring(2)
            : name;
        bare = bare.TrimStart('_');
        return bare.Length == 0 ? "value" : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>A name for a local that none of the nodes mentions and that hides no member at the position.</summary>
    public static string ForLocal(string stateName, SemanticModel model, int position, params SyntaxNode[] scopes)
    {
        var bare = Bare(stateName);
        return FirstFree(
            new[] { bare, "current" + Pascal(bare), bare + "Value" },
            name => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
                || SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.AwaitKeyword or SyntaxKind.FieldKeyword
                || scopes.Any(s => Mentions(s, name))
                || model.LookupSymbols(position, name: name).Any());
    }

    /// <summary>A name for a private field that stores what the property of this name shows.</summary>
    public static string ForField(string propertyName, INamedTypeSymbol type, bool isStatic)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(f => f is { IsImplicitlyDeclared: false, IsConst: false, DeclaredAccessibility: Accessibility.Private }).ToList();
        var prefix = isStatic && fields.Any(f => f.IsStatic && f.Name.StartsWith("s_", StringComparison.Ordinal)) ? "s_"
            : fields.Count > 0 && fields.All(f => char.IsLower(f.Name[0]) && f.Name.IndexOf('_') < 0) ? ""
            : "_";
        var bare = Bare(propertyName);
        return FirstFree(new[] { prefix + bare, "_" + bare, prefix + bare + "Value" }, name => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || type.GetMembers(name).Any());
    }

    /// <summary>A name for a new member of the type (null: for a local) beside the state, such as its lock.</summary>
    public static string Beside(string stateName, string suffix, INamedTypeSymbol? type, SemanticModel model, int position) =>
        FirstFree(new[] { stateName + suffix }, name => type is not null && type.GetMembers(name).Any() || model.LookupSymbols(position, name: name).Any());

    public static string Pascal(string bare) => char.ToUpperInvariant(bare[0]) + bare.Substring(1);

    private static bool Mentions(SyntaxNode scope, string name) =>
        scope.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == name && t.Parent is not MemberAccessExpressionSyntax
            && !(t.Parent is SimpleNameSyntax simple && simple.Parent is MemberAccessExpressionSyntax member && member.Name == simple));

    private static string FirstFree(IReadOnlyList<string> wishes, Func<string, bool> isTaken)
    {
        foreach (var wish in wishes)
        {
            if (!isTaken(wish))
            {
                return wish;
            }
        }

        var last = wishes[wishes.Count - 1];
        var number = 2;
        while (isTaken(last + number))
        {
            number++;
        }

        return last + number;
    }
}
