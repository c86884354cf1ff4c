using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Uses;

/// <summary>Gives an auto-property a field of its own, so that the field can be read and written in another way.</summary>
internal static class BackedProperty
{
    /// <summary>Is it an auto-property of a class whose accessors may get bodies: no override, no <c>required</c>, no <c>init</c>, no attribute for its field?</summary>
    public static bool CanBack(ISymbol state, SyntaxNode declaration) =>
        state is IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, IsRequired: false, ContainingType: { TypeKind: TypeKind.Class } }
        && declaration is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } property
        && !property.Modifiers.Any(SyntaxKind.PartialKeyword)
        && accessors.Accessors.All(static a => a.Body is null && a.ExpressionBody is null && a.AttributeLists.Count == 0 && !a.IsKind(SyntaxKind.InitAccessorDeclaration))
        && accessors.Accessors.Any(static a => a.IsKind(SyntaxKind.GetAccessorDeclaration) && a.Modifiers.Count == 0)
        && property.AttributeLists.All(static l => l.Target is null)
        && !accessors.DescendantTrivia().Any(static t => t.IsDirective);

    public static bool HasSetter(PropertyDeclarationSyntax property) => Setter(property) is not null;

    /// <summary>Must the setter stay, because code outside of the type, or a serializer, may call it?</summary>
    public static bool NeedsSetter(PropertyDeclarationSyntax property) =>
        Setter(property) is { } setter && (property.AttributeLists.Count > 0 || !setter.Modifiers.Any(SyntaxKind.PrivateKeyword))
        && !IsPrivate(property);

    /// <summary>The property with accessors that read and write as told; <paramref name="write"/> null drops the setter.</summary>
    public static PropertyDeclarationSyntax Forward(PropertyDeclarationSyntax property, string read, string? write) => Forward(property, read, write, property);

    /// <summary>The same for a property that takes the place of another member, whose lines it follows.</summary>
    public static PropertyDeclarationSyntax Forward(PropertyDeclarationSyntax property, string read, string? write, MemberDeclarationSyntax place)
    {
        var end = property.SemicolonToken.IsKind(SyntaxKind.SemicolonToken) ? property.SemicolonToken.TrailingTrivia : property.AccessorList!.CloseBraceToken.TrailingTrivia;
        if (write is null)
        {
            var arrow = SyntaxFactory.ArrowExpressionClause(
                SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.ParseExpression(read));
            return property.WithIdentifier(property.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
                .WithAccessorList(null).WithInitializer(null).WithExpressionBody(arrow)
                .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
        }

        var newLine = Layout.NewLine(place.SyntaxTree);
        var indent = Layout.IndentOf(place);
        var unit = Layout.Unit(place);
        var modifiers = string.Concat(Setter(property)?.Modifiers.Select(static m => m.Text + " ") ?? Enumerable.Empty<string>());
        var text = "class C { int P" + newLine + indent + "{" + newLine + indent + unit + "get => " + read + ";" + newLine
            + indent + unit + modifiers + "set => " + write + ";" + newLine + indent + "} }";
        var accessors = SyntaxFactory.ParseCompilationUnit(text).DescendantNodes().OfType<AccessorListSyntax>().First();
        return property.WithIdentifier(property.Identifier.WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)))
            .WithAccessorList(accessors.WithOpenBraceToken(accessors.OpenBraceToken.WithLeadingTrivia(SyntaxFactory.Whitespace(indent)))
                .WithCloseBraceToken(accessors.CloseBraceToken.WithTrailingTrivia(end)))
            .WithInitializer(null).WithSemicolonToken(default);
    }

    /// <summary>A field to stand directly above the member that takes the place of another, and the member below a blank line.</summary>
    public static (MemberDeclarationSyntax Field, T Member) Above<T>(string field, T member, MemberDeclarationSyntax place)
        where T : MemberDeclarationSyntax
    {
        var newLine = Layout.NewLine(place.SyntaxTree);
        if (place is { Parent: TypeDeclarationSyntax type } && type.Members.IndexOf(place) + 1 is var next && next < type.Members.Count
            && !type.Members[next].GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) && member is PropertyDeclarationSyntax { AccessorList: not null })
        {
            member = member.WithTrailingTrivia(member.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(newLine)));
        }

        var leading = member.GetLeadingTrivia();
        var blank = leading.TakeWhile(static t => t.Kind() is SyntaxKind.EndOfLineTrivia).Count();
        var indent = leading.LastOrDefault(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        var declared = SyntaxFactory.ParseMemberDeclaration(indent + field + newLine)!;
        return (
            declared.WithLeadingTrivia(leading.Take(blank).Concat(declared.GetLeadingTrivia())),
            member.WithLeadingTrivia(new[] { SyntaxFactory.EndOfLine(newLine) }.Concat(leading.Skip(blank))));
    }

    private static AccessorDeclarationSyntax? Setter(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.FirstOrDefault(static a => a.IsKind(SyntaxKind.SetAccessorDeclaration));

    private static bool IsPrivate(PropertyDeclarationSyntax property) =>
        !property.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
        && property.Parent is ClassDeclarationSyntax && property.ExplicitInterfaceSpecifier is null;
}
