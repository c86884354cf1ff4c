using System;
using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.Concurrency.CheckThenAct;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Summaries.Callees;

/// <summary>What a summary asks of every method that is called, answered once for its definition: most calls end at these answers.</summary>
internal sealed class CalleeTraits
{
    private static readonly HashSet<string> s_containerWords = new(ContainerWords.Roots.Concat(ContainerWords.Scopes), StringComparer.Ordinal);

    public CalleeTraits(IMethodSymbol method, ProgramSymbols symbols)
    {
        IsSource = symbols.IsSource(method);
        IsGeneric = method.IsGenericMethod;
        foreach (var parameter in method.Parameters)
        {
            TakesReferences |= parameter.RefKind is RefKind.Ref or RefKind.Out;
            MayTakeDelegates |= MayBeDelegate(parameter.Type);
            TakesObjects |= IsObject(parameter);
        }

        if (IsSource)
        {
            MayRestOnCheck = method.ContainingType is { } type && symbols.KeepsConcurrentCollection(type);
        }
        else
        {
            Verdicts = symbols.Knowledge.VerdictsNamed(method);
            IsContainerWord = s_containerWords.Contains(method.Name);
            IsRegistration = MayRegister(method.Name) && IsOfFramework(method.ContainingNamespace);
            IsResolution = method.Name is "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService" && method.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.DependencyInjection";
            IsAtomic = method.ContainingType?.Name is "Interlocked" or "Volatile" or "LazyInitializer" or "ImmutableInterlocked" or "Monitor" or "SpinLock" or "SafeHandle";
            ReturnsReceiver = method.Name == "ConfigureAwait" || method is { Name: "Read", ContainingType.Name: "Volatile" or "Interlocked" };
            Collection = CollectionMembers.KindOf(method);
            IsAdd = method.Name == "Add";
            MayBeKeyed = !method.Parameters.IsEmpty && method.Name is "TryGetValue" or "TryRemove" or "ContainsKey" or "Remove" or "Add" or "TryAdd" or "AddOrUpdate" or "TryUpdate";
        }
    }

    /// <summary>Is it declared in this compilation?</summary>
    public bool IsSource { get; }

    /// <summary>Has it type arguments of its own?</summary>
    public bool IsGeneric { get; }

    /// <summary>Is one of the parameters <c>ref</c> or <c>out</c>?</summary>
    public bool TakesReferences { get; }

    /// <summary>May one of the arguments be a delegate?</summary>
    public bool MayTakeDelegates { get; }

    /// <summary>Does <see cref="IsObject"/> hold for one of the parameters?</summary>
    public bool TakesObjects { get; }

    /// <summary>Of this compilation: does its type keep a concurrent collection, which a caller may have asked before?</summary>
    public bool MayRestOnCheck { get; }

    // What follows is said of metadata only.

    /// <summary>The verdicts that something of its name has; see <see cref="Lmi.Analyzers.Knowledge.KnowledgeBase.VerdictsNamed(string)"/>.</summary>
    public uint Verdicts { get; }

    /// <summary>Does its name say that a container is built or asked?</summary>
    public bool IsContainerWord { get; }

    /// <summary>May it register services, middleware or the like with a framework?</summary>
    public bool IsRegistration { get; }

    /// <summary><c>GetRequiredService&lt;T&gt;</c> and its kin.</summary>
    public bool IsResolution { get; }

    /// <summary>Interlocked, Volatile, LazyInitializer and ImmutableInterlocked write what they are handed by reference atomically.</summary>
    public bool IsAtomic { get; }

    /// <summary>Is what it returns what it is called on, or reads?</summary>
    public bool ReturnsReceiver { get; }

    /// <summary>Is it called <c>Add</c>?</summary>
    public bool IsAdd { get; }

    /// <summary>May its first argument be the key of an entry?</summary>
    public bool MayBeKeyed { get; }

    /// <summary>What it asks of a concurrent collection, or changes in it.</summary>
    public CollectionUseKind? Collection { get; }

    /// <summary>What is only kept or compared (as an <c>object</c>, a <c>T</c>, something to dispose of later) is not used.</summary>
    public static bool IsObject(IParameterSymbol parameter) => parameter.OriginalDefinition is
    {
        RefKind: RefKind.None, Type: { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: not (SpecialType.System_Object or SpecialType.System_IDisposable), Name: not "IAsyncDisposable" }
    };

    private static bool MayBeDelegate(ITypeSymbol type) => type.TypeKind is TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error
        || type.SpecialType is SpecialType.System_Object or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate;

    private static bool MayRegister(string name) => name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal)
        || name is "Replace" or "UseMiddleware" or "FromFile" or "FromUri" or ".ctor" or "Singleton" or "Scoped" or "Transient" or "Describe";

    private static bool IsOfFramework(INamespaceSymbol? space)
    {
        while (space?.ContainingNamespace is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false } outer)
        {
            space = outer;
        }

        return space is { Name: "Extensions" or "AspNetCore" or "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" };
    }
}
