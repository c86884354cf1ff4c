using System.Collections.Generic;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.SingleThreaded;

/// <summary>
/// Answers which fields, auto-properties and primary-constructor parameters of a tree are declared to hold objects that serve one thread at a time, outright or as
/// elements. Costs the symbols of that storage; opens no body.
/// </summary>
internal sealed class StoredTypes(ProgramSymbols symbols)
{
    /// <summary>A list of lazies of connections is as deep as anybody writes.</summary>
    private const int TypeDepth = 3;

    /// <summary>The storage, with the id that values give to it.</summary>
    public IEnumerable<(ISymbol Symbol, string Id, Location Location)> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        SemanticModel? model = null;
        TypeDeclarationSyntax? declaration = null;
        INamedTypeSymbol? declared = null;
        foreach (var node in TreeIndex.Of(tree, cancellationToken).Storage)
        {
            var (type, identifier) = node switch
            {
                VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } variables } variable when !field.Modifiers.Any(SyntaxKind.ConstKeyword) => (variables.Type, variable.Identifier),
                PropertyDeclarationSyntax property => (property.Type, property.Identifier),
                ParameterSyntax parameter => (parameter.Type, parameter.Identifier),
                _ => (null, default),
            };
            if (type is null or PredefinedTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax })
            {
                continue;
            }

            model ??= symbols.Model(tree);
            if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is var around && around != declaration)
            {
                declaration = around;
                declared = around == null ? null : model.GetDeclaredSymbol(around, cancellationToken);
            }

            if ((MemberOf(declared, node, identifier.ValueText) ?? model.GetDeclaredSymbol(node, cancellationToken)) is not { ContainingType: { } owner } symbol || !Holds(TypeOf(symbol), 0) || IsSingleThreaded(owner))
            {
                continue;
            }

            switch (symbol)
            {
                case IFieldSymbol or IPropertySymbol when symbol is not IPropertySymbol property || symbols.IsStorage(property):
                    yield return (symbol, symbols.Id(symbol), identifier.GetLocation());
                    break;
                case IParameterSymbol when !owner.IsRecord:
                    yield return (symbol, symbols.Id(owner) + "(" + symbol.Name + ")", identifier.GetLocation());
                    break;
                case IParameterSymbol parameter:
                    foreach (var member in owner.GetMembers(parameter.Name))
                    {
                        if (member is IPropertySymbol positional && symbols.IsStorage(positional))
                        {
                            yield return (positional, symbols.Id(positional), identifier.GetLocation());
                        }
                    }

                    break;
            }
        }
    }

    /// <summary>The field or property with that name: to look at the members of a type costs less than to ask for what each declaration declares. Null when that could be another one.</summary>
    private static ISymbol? MemberOf(INamedTypeSymbol? type, SyntaxNode node, string name) =>
        node is not (ParameterSyntax or PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null }) && type?.GetMembers(name) is { Length: 1 } named && named[0] is IFieldSymbol or IPropertySymbol ? named[0] : null;

    /// <summary>May an instance of the type be used by one thread at a time only?</summary>
    public bool IsSingleThreaded(ITypeSymbol type) => symbols.Knowledge.FindInherited(Verdict.NotThreadSafe, type) != null;

    /// <summary>The declared type of storage.</summary>
    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, IParameterSymbol p => p.Type, _ => null };

    private bool Holds(ITypeSymbol? type, int depth)
    {
        switch (type)
        {
            case null or { TypeKind: TypeKind.Delegate or TypeKind.Enum }:
            case not null when depth > TypeDepth:
                return false;
            case IArrayTypeSymbol array:
                return Holds(array.ElementType, depth + 1);
        }

        if (type.TypeKind is TypeKind.Class or TypeKind.Interface && IsSingleThreaded(type))
        {
            return true;
        }

        // What a generic type of ours keeps, its own fields declare.
        if (type is INamedTypeSymbol { IsGenericType: true } generic && !symbols.IsSource(generic))
        {
            foreach (var argument in generic.TypeArguments)
            {
                if (Holds(argument, depth + 1))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
