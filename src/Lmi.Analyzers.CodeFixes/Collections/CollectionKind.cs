using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Collections;

/// <summary>A compound shape that a swap rewrites as a whole; true when it did.</summary>
internal delegate bool SwapPattern(SwapContext context, StatementSyntax statement);

/// <summary>One collection type, the concurrent type that takes its place, and how each use of it is written then.</summary>
internal abstract class CollectionKind
{
    private static readonly ImmutableArray<CollectionKind> All = ImmutableArray.Create<CollectionKind>(
        new DictionaryKind(), new HashSetKind(), new QueueKind("Queue", "ConcurrentQueue", "Enqueue", "Dequeue"), new QueueKind("Stack", "ConcurrentStack", "Push", "Pop"), new ListKind());

    /// <summary>The types that are replaced: the class, and interfaces that a declaration may name instead.</summary>
    public abstract ImmutableArray<string> Replaces { get; }

    public abstract string ConcurrentName { get; }

    /// <summary>Compound shapes, tried in this order on every statement that uses the collection.</summary>
    public abstract ImmutableArray<SwapPattern> Patterns { get; }

    /// <summary>Compound expressions, looked for everywhere once the statements are done.</summary>
    public virtual ImmutableArray<Action<SwapContext>> Expressions => ImmutableArray<Action<SwapContext>>.Empty;

    /// <summary>The type argument that the concurrent type has more than the plain one.</summary>
    public virtual string? ExtraTypeArgument => null;

    /// <summary>The kind of a type, null for types that have no concurrent counterpart here.</summary>
    public static CollectionKind? Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsGenericType: true } named && named.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic"
            ? All.FirstOrDefault(k => k.Replaces.Contains(named.Name))
            : null;

    /// <summary>Rewrites one use that no pattern took; false when its meaning cannot be kept.</summary>
    public abstract bool Rewrite(SwapContext context, SwapUse use);

    /// <summary>What stands for the elements where the collection as a whole was enumerated or handed on; null for the collection itself.</summary>
    public virtual string? View => null;

    /// <summary>
    /// The arguments of the constructor of the concurrent type, given those of the plain type; null when there are none
    /// that mean the same.
    /// </summary>
    public abstract ImmutableArray<ExpressionSyntax>? ConstructorArguments(ImmutableArray<(ExpressionSyntax Value, ITypeSymbol? Type)> arguments, SwapContext context);

    /// <summary>The members of a collection initializer as arguments or initializer of the concurrent type.</summary>
    public abstract CreationParts? Initializer(InitializerExpressionSyntax initializer, string elementType);

    protected static bool IsInteger((ExpressionSyntax Value, ITypeSymbol? Type) argument) => argument.Type?.SpecialType == SpecialType.System_Int32;

    protected static bool IsComparer((ExpressionSyntax Value, ITypeSymbol? Type) argument) =>
        argument.Type is { } type && (type.Name is "IEqualityComparer" || type.AllInterfaces.Any(i => i.Name == "IEqualityComparer"));

    protected static bool IsSequence((ExpressionSyntax Value, ITypeSymbol? Type) argument) =>
        argument.Type is { } type && (type.TypeKind == TypeKind.Array || type.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));

    protected static ImmutableArray<ExpressionSyntax> Values(ImmutableArray<(ExpressionSyntax Value, ITypeSymbol? Type)> arguments) =>
        arguments.Select(a => a.Value).ToImmutableArray();
}

/// <summary>An initializer that stays one, or the elements as one constructor argument.</summary>
internal sealed record CreationParts(InitializerExpressionSyntax? Initializer, ExpressionSyntax? Argument);
