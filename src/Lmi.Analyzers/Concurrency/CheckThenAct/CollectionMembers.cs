using System;
using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static Lmi.Analyzers.Roslyn.Operations;

namespace Lmi.Analyzers.Concurrency.CheckThenAct;

/// <summary>What the members of concurrent collections and memory caches ask or change. Null for those that do both in one step, and for everything else.</summary>
internal static class CollectionMembers
{
    public static CollectionUseKind? KindOf(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters.Length: > 0 } extension ? extension.Parameters[0].Type : method.ContainingType;
        return method.Name switch
        {
            "ContainsKey" or "TryGetValue" or "TryPeek" or "GetValueOrDefault" or "Get" when IsConcurrent(type) || IsReadOnlyMap(type, method) => CollectionUseKind.Check,
            "Contains" or "Any" when IsConcurrent(type) => CollectionUseKind.Check,
            "Set" when IsCache(type) => CollectionUseKind.Set,
            "Enqueue" or "Push" or "Add" or "TryAdd" when IsConcurrent(type) => CollectionUseKind.Add,
            "TryWrite" or "WriteAsync" when type?.Name == "ChannelWriter" => CollectionUseKind.Add,
            "TryDequeue" or "TryPop" or "TryTake" when IsConcurrent(type) => CollectionUseKind.Take,
            "TryRemove" when IsConcurrent(type) => CollectionUseKind.Remove,
            _ => null,
        };
    }

    /// <summary>Does its name say how much a collection holds?</summary>
    public static bool IsSize(IPropertySymbol property) => property.Name is "Count" or "IsEmpty";

    public static bool IsConcurrent(ITypeSymbol? type) => type?.Name switch
    {
        "ConcurrentDictionary" or "ConcurrentQueue" or "ConcurrentStack" or "ConcurrentBag" or "BlockingCollection" => IsIn(type, "Concurrent", "Collections"),
        _ => IsCache(type),
    };

    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 && IsConcurrent(Unconverted(call.Arguments[0].Value).Type) ? call.Arguments[0].Value : null);

    public static IOperation? Argument(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The name of the question, from the id of the member that answers it.</summary>
    public static string? CheckById(string id)
    {
        if (id.IndexOf("System.Collections.Concurrent.", StringComparison.Ordinal) != 2 && id.IndexOf("Microsoft.Extensions.Caching.Memory.", StringComparison.Ordinal) != 2)
        {
            return null;
        }

        var end = id.IndexOf('(');
        var name = end < 0 ? id : id.Substring(0, end);
        name = name.Substring(name.LastIndexOf('.') + 1);
        return name is "ContainsKey" or "TryGetValue" or "TryPeek" or "Count" or "IsEmpty" ? name : null;
    }

    private static bool IsCache(ITypeSymbol? type) => type?.Name is "IMemoryCache" or "MemoryCache" && IsIn(type, "Memory", "Caching");

    /// <summary><c>GetValueOrDefault</c> is written for the interface.</summary>
    private static bool IsReadOnlyMap(ITypeSymbol? type, IMethodSymbol method) => method.Name == "GetValueOrDefault" && type?.Name is "IReadOnlyDictionary" or "IDictionary";

    private static bool IsIn(ITypeSymbol type, string last, string before) => type.ContainingNamespace is { } inner && inner.Name == last && inner.ContainingNamespace?.Name == before;
}
