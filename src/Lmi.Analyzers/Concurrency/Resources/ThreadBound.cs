using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.Resources;

/// <summary>
/// Finds storage that keeps one expensive object for each thread or flow of execution: <c>ThreadLocal&lt;T&gt;</c>, <c>AsyncLocal&lt;T&gt;</c>, thread-static fields. Reads declarations by their
/// syntax first; only those that look like it cost a question. Silent where no invocation uses the storage.
/// </summary>
internal sealed class ThreadBound(ProgramSymbols symbols, ProgramSummaries summaries, Lifetimes lifetimes, Invocations invocations, HeavyBuilders builders)
{
    public IEnumerable<HeavyResource> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        SemanticModel? model = null;
        foreach (var declaration in TreeIndex.Of(tree, cancellationToken).Storage)
        {
            if (!LooksThreadBound(declaration))
            {
                continue;
            }

            model ??= symbols.Model(tree);
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol && Judge(symbol, cancellationToken) is { } found)
            {
                yield return found;
            }
        }
    }

    private static bool LooksThreadBound(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } variables } =>
            IsThreadBound(variables.Type) || field.AttributeLists.Any(static l => l.Attributes.Any(static a => a.Name.ToString().Contains("ThreadStatic"))),
        PropertyDeclarationSyntax property => IsThreadBound(property.Type),
        _ => false,
    };

    private static bool IsThreadBound(TypeSyntax type)
    {
        while (type is NullableTypeSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            type = type switch { NullableTypeSyntax nullable => nullable.ElementType, QualifiedNameSyntax qualified => qualified.Right, _ => ((AliasQualifiedNameSyntax)type).Name };
        }

        return type is GenericNameSyntax { Identifier.ValueText: "ThreadLocal" or "AsyncLocal" };
    }

    private HeavyResource? Judge(ISymbol symbol, CancellationToken cancellationToken)
    {
        var declared = symbol switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
        if (declared == null || symbol.Locations.Length == 0)
        {
            return null;
        }

        var id = symbols.Id(symbol);
        var held = declared is INamedTypeSymbol { Name: "ThreadLocal" or "AsyncLocal", TypeArguments.Length: 1 } bound ? bound.TypeArguments[0] : declared;
        var product = builders.OfType(held) ?? Stored(id, cancellationToken);
        if (product == null || PathToUser(id, symbol.Name, cancellationToken) is not { } path)
        {
            return null;
        }

        return new HeavyResource(HeavyKind.PerThread, product.Use, $"{symbol.ContainingType?.Name}.{symbol.Name}", product.Noun, symbol.Locations[0], path) { State = id, Declaration = symbol.Locations[0] };
    }

    /// <summary>What the factory of the storage, or what is stored in it, builds.</summary>
    private HeavyProduct? Stored(string id, CancellationToken cancellationToken)
    {
        foreach (var (body, access) in lifetimes.StoresTo(id, cancellationToken))
        {
            var product = access.Value is { Kind: ValueKind.New, Id: "T:System.Threading.ThreadLocal`1" } made
                ? made.Parts.Select(p => builders.OfDelegate(p, body, cancellationToken)).FirstOrDefault(static p => p != null)
                : builders.Of(access.Value, body, cancellationToken);
            if (product != null)
            {
                return product;
            }
        }

        return null;
    }

    private InvocationPath? PathToUser(string id, string name, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.Naming(name, cancellationToken))
        {
            foreach (var body in member.Id == id ? new List<BodySummary>() : member.Bodies)
            {
                if (body.Kind is not (BodyKind.StaticInitializer or BodyKind.InstanceInitializer) && invocations.Find(body, Need.Nothing, cancellationToken, Way.Any).Path is { } path)
                {
                    return path;
                }
            }
        }

        return null;
    }
}
